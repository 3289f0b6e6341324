/* Just enough of pjsua2 for the ring alone; see ../hour.cpp. */

#pragma once

#include <cstring>
#include <string>
#include <vector>

#define PJSUA2_THROW(what)
#define PJ_UNUSED_ARG(argument) (void)argument
#define pj_memcpy memcpy

namespace pj
{

using std::string;

struct MediaFrame { };
struct AudioMedia { virtual ~AudioMedia() { } };

} // namespace pj
