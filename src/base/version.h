/* The release, as --version prints it and files made by it say. */
#ifndef TER_BASE_VERSION_H
#define TER_BASE_VERSION_H

#define TER_RELEASE "0.1.0"

#endif
