/* Days on the command line. */
#include "cli/input/day_argument.h"

#include "base/date.h"

ter_status ter_day_check(const char *text, ter_error *err) {
    return ter_date_is_written(text)
               ? TER_OK
               : ter_error_set(err, TER_USAGE, "'%s' is not a date; write 2026, 2026-03 or 2026-03-25", text);
}
