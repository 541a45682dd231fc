/* Days as options take them (--as-of, --from, --to). */
#ifndef TER_CLI_INPUT_DAY_ARGUMENT_H
#define TER_CLI_INPUT_DAY_ARGUMENT_H

#include "base/error.h"

/* TER_USAGE unless `text` is YYYY, YYYY-MM or YYYY-MM-DD. */
ter_status ter_day_check(const char *text, ter_error *err);

#endif
