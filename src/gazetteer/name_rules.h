/* Names that general rules make from a stated name, as people shorten them: 北京市朝阳区双桥医院 is 双桥医院. */
#ifndef TER_GAZETTEER_NAME_RULES_H
#define TER_GAZETTEER_NAME_RULES_H

#include "base/str.h"

typedef void (*ter_name_rule_fn)(const char *name, void *context);

/* Calls `fn` for each distinct name that the rules (and rules on their results) make from `name`, never `name` itself,
 * in a fixed order. `kind` decides which rules apply. The tables in name_rules.c are the documentation of the rules. */
void ter_name_rules_apply(const char *name, const char *kind, ter_name_rule_fn fn, void *context);

#endif
