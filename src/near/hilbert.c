/* The place of a position on the Hilbert curve, which orders the index. */
#include "near/hilbert.h"

#include <math.h>

static uint32_t cell(double value, double low, double high) {
    double share = high > low ? (value - low) / (high - low) : 0;
    return (uint32_t)(fmin(1, fmax(0, share)) * 65535);
}

/* Skilling, "Programming the Hilbert curve", AIP Conf. Proc. 707, 2004: one quadrant at a time, turned as the curve is.
 */
uint32_t near_hilbert(ter_position p, ter_bbox within) {
    uint32_t x = cell(p.lon_deg, within.min_lon, within.max_lon), y = cell(p.lat_deg, within.min_lat, within.max_lat);
    uint32_t at = 0;
    for (uint32_t side = 1u << 15; side > 0; side >>= 1) {
        uint32_t right = (x & side) > 0, up = (y & side) > 0;
        at = at << 2 | ((3 * right) ^ up);
        if (!up) {
            if (right) x = 65535 - x, y = 65535 - y;
            uint32_t swap = x;
            x = y;
            y = swap;
        }
    }
    return at;
}
