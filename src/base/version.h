#ifndef TER_BASE_VERSION_H
#define TER_BASE_VERSION_H

#define TER_RELEASE "0.1.0"

#endif
