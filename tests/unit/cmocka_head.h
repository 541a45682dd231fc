/* What every cmocka test needs; cmocka.h does not include what it uses, so the order matters. */
#ifndef TER_TESTS_CMOCKA_HEAD_H
#define TER_TESTS_CMOCKA_HEAD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
