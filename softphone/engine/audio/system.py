from softphone.engine.audio.null import NullBackend as SystemBackend
