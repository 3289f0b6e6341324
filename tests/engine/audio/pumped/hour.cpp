/* An hour of a pumped device whose clock is off, in seconds of computing: hour PPM PLAYS
 *
 * The conference's clock ticks every 10 ms, up to a millisecond late; the server moves 2.5 ms at a
 * time, up to 2 ms late. A tone goes through; what comes out is looked at sample by sample.
 */
#include <cstdio>
#include <sound_face.hpp>
#include "ring.inc"

static const double TICK_S = 0.010, HOUR_S = 3600.0, PI = 3.14159265358979323846;
static const double TONE_HZ = 400.0, LOUD = 8000.0;
static const double SETTLED_S = 20.0;
static const int PIECE = 40;

struct Random
{
    uint64_t state = 88172645463325252ULL;
    double upto(double most)
    {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        return most * double(state % 1000000) / 1e6;
    }
};

struct Tone
{
    double phase = 0.0;
    int16_t next()
    {
        phase += 2 * PI * TONE_HZ / RATE_HZ;
        if (phase > 2 * PI)
            phase -= 2 * PI;
        return int16_t(std::lrint(LOUD * std::sin(phase)));
    }
};

/* The worst step away from a tone's course: x[n+1] - 2cos(w) x[n] + x[n-1] is nothing for a tone. */
struct Course
{
    double before = 0.0, last = 0.0, worst = 0.0;
    void look(int16_t sample, bool counts)
    {
        double off = sample - 2 * std::cos(2 * PI * TONE_HZ / RATE_HZ) * last + before;
        if (counts)
            worst = std::max(worst, std::fabs(off));
        before = last, last = sample;
    }
};

struct Server : pj::Pumped
{
    pj::RingState &ring;
    const double piece_s;
    double now = 0.0, due_s = 0.0;
    Random random;
    Tone tone;
    Course course;
    std::vector<int16_t> block;

    Server(pj::RingState &ring_, bool plays_, double ppm)
        : ring(ring_), piece_s(PIECE / (RATE_HZ * (1.0 + ppm * 1e-6)))
    {
        plays = plays_;
        piece = PIECE;
        due_s = piece_s;
    }

    void pump() override
    {
        block.clear();
        // A piece is there when it is whole, and up to 2 ms later.
        for (; due_s + random.upto(0.002) <= now; due_s += piece_s)
            for (int i = 0; i < PIECE; ++i)
                block.push_back(plays ? 0 : tone.next());
        if (block.empty())
            return;
        if (!plays) {
            ring.put(block.data(), int(block.size()), now);
            return;
        }
        ring.take(block.data(), int(block.size()), now);
        for (int16_t sample : block)
            course.look(sample, now > SETTLED_S);
    }
};

int main(int, char **words)
{
    const double ppm = std::atof(words[1]);
    const bool plays = std::atoi(words[2]) != 0;
    pj::RingState ring;
    Server server(ring, plays, ppm);
    ring.attach(&server);
    Random random;
    Tone tone;
    Course course;
    int16_t frame[FRAME];
    unsigned underruns = 0, cuts = 0;
    size_t least = MOST, most = 0;
    for (long tick = 1; tick * TICK_S < HOUR_S; ++tick) {
        server.now = tick * TICK_S + random.upto(0.001);
        const bool counts = server.now > SETTLED_S;
        if (plays) {
            for (int16_t &sample : frame)
                sample = tone.next();
            ring.put(frame, FRAME, server.now);
        } else {
            ring.take(frame, FRAME, server.now);
            for (int16_t sample : frame)
                course.look(sample, counts);
        }
        if (!counts) {
            underruns = ring.underruns, cuts = ring.cuts;
            continue;
        }
        least = std::min(least, ring.data.size());
        most = std::max(most, ring.data.size());
    }
    std::printf("{\"underruns\": %u, \"cuts\": %u, \"worst\": %.1f, \"least_ms\": %.2f, "
                "\"most_ms\": %.2f, \"drift_ppm\": %.0f}\n",
                ring.underruns - underruns, ring.cuts - cuts,
                plays ? server.course.worst : course.worst, least / 16.0, most / 16.0,
                ring.keeper.drift * 1e6);
    ring.detach(&server);
    return 0;
}
