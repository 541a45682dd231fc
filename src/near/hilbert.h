/* The place of a position on a Hilbert curve of order 16 over LON,LAT, so that neighbours lie together in a file. */
#ifndef TER_NEAR_HILBERT_H
#define TER_NEAR_HILBERT_H

#include "geo/geometry.h"

uint32_t near_hilbert(ter_position p, ter_bbox within);

#endif
