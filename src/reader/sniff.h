/* Sniffing: what a file is, and which encoding a web page says it has. */
#ifndef TER_READER_SNIFF_H
#define TER_READER_SNIFF_H

#include "reader/reader.h"

/* The encoding that a page's <meta> or XML declaration names, within its first 4,096 bytes; empty when none. Borrowed
 * from `page`. */
ter_str ter_sniff_charset(ter_str page);

#endif
