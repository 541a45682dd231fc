/* SHA-256 (FIPS 180-4): names a document by its bytes and makes stable ids. Not for secrets. */
#ifndef TER_BASE_SHA256_H
#define TER_BASE_SHA256_H

#include "base/str.h"

#define TER_SHA256_SIZE     32
#define TER_SHA256_HEX_SIZE 65 /* with the NUL */

/* The 32 bytes of the hash. */
void ter_sha256(ter_str data, unsigned char out[TER_SHA256_SIZE]);
void ter_sha256_hex(ter_str data, char out[TER_SHA256_HEX_SIZE]); /* lower case, NUL-terminated */

#endif
