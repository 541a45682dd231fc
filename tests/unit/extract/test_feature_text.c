/* Names of features: the seed that the compiler folds is the one of the name at run time. */
#include "cmocka_head.h"

#include "extract/scorer/feature_text.h"

static void a_folded_seed_is_that_of_the_name(void **state) {
    (void)state;
    assert_int_equal(TER_FEATURE_SEED(""), ter_feature_seed(""));
    assert_int_equal(TER_FEATURE_SEED("head"), ter_feature_seed("head"));
    assert_int_equal(TER_FEATURE_SEED("from … to"), ter_feature_seed("from … to"));
    assert_int_equal(TER_FEATURE_SEED("a name of a feature that has just 48 bytes, all."),
                     ter_feature_seed("a name of a feature that has just 48 bytes, all."));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_folded_seed_is_that_of_the_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
