/* Sound between the conference bridge and a sound library, without a stop in Python.
 *
 * Everything is 16-bit mono at 16 kHz, frames of 10 ms. Times are seconds of a monotonic clock.
 */
#ifndef __PJSUA2_SOUND_FACE_HPP__
#define __PJSUA2_SOUND_FACE_HPP__

#include <pjsua2/media.hpp>

namespace pj
{

struct RingState;
struct FaceState;
struct PulseState;

/** The buffer between two clocks; what it holds is what it adds as delay. */
class SoundRing
{
public:
    SoundRing();
    virtual ~SoundRing();

    /** Append samples, written at that time. */
    void put(const std::vector<unsigned char> &data, double now);

    /** Fill all of the vector; what is missing is silence. */
    void take(std::vector<unsigned char> &into, double now);

    /** Forget everything but the clocks' difference. */
    void clear();

    /** Nothing leaves louder than this sample; 32767 for no limit. */
    void limit(int peak);

    /** The loudest sample put in since the last time; -1: there came none. */
    int takePeak();

    /** What waits, in seconds. */
    double level() const;
    /** How much faster it is written than read. */
    double drift() const;
    unsigned underruns() const;
    unsigned cuts() const;
    /** How many seconds ago a sound library last called; -1 for never. */
    double calledAgo() const;

    /** For a sound library that calls void(device*, out*, in*, frames): a function, and what its
     *  device must hold as user data. ``offset`` is where a device holds it. */
    size_t captureFunction(size_t offset) const;
    size_t playbackFunction(size_t offset) const;
    size_t userData() const;

#ifndef SWIG
    RingState *state;
#endif
};

/** A device of PulseAudio that moves sound to or from a ring whenever a frame goes through it. */
class SoundPulse
{
public:
    /** The ring must live longer, and has one such device at a time. */
    explicit SoundPulse(SoundRing &ring);
    virtual ~SoundPulse();

    /** Open by the server's name of the device, or the default one; empty ``server``: the user's.
     *  Waits up to three seconds. Returns what is wrong, nothing when it is open. */
    string open(bool plays, const string &server, const string &device, const string &name);
    void close();
    /** Move what waits, for the time in which no frame does it. */
    void pump();
    /** In samples: what the server moves at a time. */
    unsigned piece() const;

#ifndef SWIG
    PulseState *state;
#endif
};

/** The agent's end in the conference bridge: a ring from the microphone, a ring to the speaker. */
class SoundFace : public AudioMedia
{
public:
    /** Both rings must live longer. */
    SoundFace(SoundRing &said, SoundRing &heard);
    virtual ~SoundFace();

    void createFace(const string &name) PJSUA2_THROW(Error);

    /** Silence is sent; the microphone is read and processed all the same. */
    void mute(bool on);
    /** Frames come from nowhere and go nowhere. */
    void rest(bool on);
    /** Whether onSent and onHeard are called. */
    void attend(bool sent, bool heard);
    /** Ear protection: the largest sample that is told to the processor as heard. */
    void limit(int peak);

    /** Work on the frames by a library with one entry, ``request(message, size, &answer, &size)``
     *  returning a handle for ``drop(handle)``. Each message has a buffer of one frame, worked on
     *  in place; an answer longer than ``most`` tells of a failure. */
    void process(size_t request, size_t drop, unsigned most,
                 const std::vector<unsigned char> &saidMessage, size_t saidFrame,
                 const std::vector<unsigned char> &heardMessage, size_t heardFrame);
    /** When it returns, the library is not called any more. */
    void processNothing();
    /** Whether the library failed; it has been left out since then. */
    bool processFailed() const;

    /** The loudest sample since the last time. */
    int takeSentPeak();
    int takeHeardPeak();

    /** On the clock's thread: a frame that is about to be sent may be changed. */
    virtual void onSent(MediaFrame &frame) { PJ_UNUSED_ARG(frame); }
    /** On the clock's thread: what was sent, and a frame about to be heard that may be changed. */
    virtual void onHeard(MediaFrame &sent, MediaFrame &frame)
    { PJ_UNUSED_ARG(sent); PJ_UNUSED_ARG(frame); }

#ifndef SWIG
    FaceState *state;
#endif
};

} // namespace pj

#endif
