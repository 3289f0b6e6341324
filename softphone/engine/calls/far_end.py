"""What is known of a call's far end for as long as the call lives, held or not."""

from softphone.engine.pj.stats import StreamFigures


class FarEnd:
    """Its habits, as its packets show them."""

    def __init__(self) -> None:
        self.came = False
        """A packet of its sound has come."""
        self.pauses = False
        """It may send nothing while it is silent: comfort noise is agreed, or came (RFC 3389)."""
        self.reports = False
        """It has reported about us once: a report without us then means something."""
        self._reports_before = 0
        """How many reports about us came from the source before."""

    def seen(self, figures: StreamFigures) -> None:
        """New figures of its stream."""
        self.came = self.came or figures.received > 0
        self.pauses = self.pauses or figures.noise_agreed or figures.noise > 0
        self._reports_before = min(self._reports_before, figures.reports)
        self.reports = self.reports or figures.reports > self._reports_before

    def changed(self, figures: StreamFigures) -> None:
        """Another source speaks (an SBC has switched): how that one reports is not known yet."""
        self.reports = False
        self._reports_before = figures.reports
