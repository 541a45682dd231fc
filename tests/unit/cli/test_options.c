#include "cmocka_head.h"

#include "cli/command.h"
#include "cli/input/lonlat.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    bool overwrite;
    const char *out;
    ter_text_list kinds;
    double radius_m;
    long limit;
} got;

static const ter_option options[] = {
    TER_FLAG("overwrite", &got.overwrite, "replace"),
    TER_TEXT_OF(ter_folder_values, "out", "DIR", &got.out, "folder"),
    TER_LIST_OF(ter_kind_values, "kind", "K", &got.kinds, "kinds"),
    TER_NUMBER("radius", "M", &got.radius_m, "metres"),
    TER_COUNT("limit", "N", &got.limit, "hits"),
};
static const ter_usage usage = {.line = "near REG LON,LAT",
                                .summary = "What is near.",
                                .options = options,
                                .option_count = 5,
                                .least = 1,
                                .most = 2};

static ter_text_list args;
static char said[4096]; /* what the call printed on stderr */

/* Parses a command line, with stdout thrown away and stderr kept in `said`. */
static int parse(int argc, const char **argv) {
    char path[] = "/tmp/terrier_options_XXXXXX";
    int talk = mkstemp(path), quiet = open("/dev/null", O_WRONLY);
    assert_true(talk >= 0 && quiet >= 0);
    unlink(path);
    fflush(NULL);
    int out = dup(1), err = dup(2);
    dup2(quiet, 1);
    dup2(talk, 2);
    memset(&got, 0, sizeof got);
    args.len = 0;
    int code = ter_options_parse(argc, (char **)argv, &usage, &args);
    fflush(NULL);
    dup2(out, 1);
    dup2(err, 2);
    ssize_t n = pread(talk, said, sizeof said - 1, 0);
    said[n > 0 ? n : 0] = 0;
    close(out), close(err), close(talk), close(quiet);
    return code;
}
#define PARSE(...) parse((int)(sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *)), (const char *[]){__VA_ARGS__})

static int teardown(void **state) {
    (void)state;
    ter_array_release(&args);
    ter_array_release(&got.kinds);
    return 0;
}

static void is_usage_error(int code, const char *word) {
    assert_int_equal(code, TER_EXIT_USAGE);
    assert_int_equal(strncmp(said, "terrier: error: ", 16), 0);
    assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1); /* one line */
    if (!strstr(said, word)) fail_msg("'%s' is not in: %s", word, said);
}

static void options_stand_anywhere_in_both_forms(void **state) {
    (void)state;
    assert_int_equal(
        PARSE("near", "--radius", "500.5", "reg", "--limit=3", "--kind", "park", "1,2", "--kind=road", "--overwrite"),
        -1);
    assert_float_equal(got.radius_m, 500.5, 0);
    assert_int_equal(got.limit, 3);
    assert_true(got.overwrite);
    assert_int_equal(got.kinds.len, 2);
    assert_string_equal(got.kinds.items[1], "road");
    assert_int_equal(args.len, 2);
    assert_string_equal(args.items[0], "reg");
    assert_string_equal(args.items[1], "1,2");
    ter_array_release(&got.kinds);
}

static void negative_positions_and_stdin_are_arguments(void **state) {
    (void)state;
    assert_int_equal(PARSE("near", "-", "-73.9,40.7"), -1);
    assert_string_equal(args.items[0], "-");
    assert_string_equal(args.items[1], "-73.9,40.7");
    assert_int_equal(PARSE("near", "reg", "-.5,1"), -1);
}

static void two_dashes_end_options(void **state) {
    (void)state;
    assert_int_equal(PARSE("near", "--", "--radius", "-x"), -1);
    assert_int_equal(args.len, 2);
    assert_string_equal(args.items[0], "--radius");
}

static void the_last_text_wins_and_may_be_empty(void **state) {
    (void)state;
    assert_int_equal(PARSE("near", "r", "--out", "a", "--out="), -1);
    assert_string_equal(got.out, "");
}

static void help_exits_0(void **state) {
    (void)state;
    assert_int_equal(PARSE("near", "--help"), TER_EXIT_OK);
    assert_int_equal(PARSE("near", "reg", "-h"), TER_EXIT_OK);
}

static void wrong_usage_is_told(void **state) {
    (void)state;
    is_usage_error(PARSE("near", "r", "--colour"), "--colour");
    is_usage_error(PARSE("near", "r", "--radiu", "5"), "--radiu");
    is_usage_error(PARSE("near", "r", "-x"), "-x");
    is_usage_error(PARSE("near", "r", "--radius"), "--radius M");
    is_usage_error(PARSE("near", "r", "--radius", "far"), "far");
    is_usage_error(PARSE("near", "r", "--radius", "5m"), "5m");
    is_usage_error(PARSE("near", "r", "--radius", "inf"), "inf");
    is_usage_error(PARSE("near", "r", "--radius", "nan"), "nan");
    is_usage_error(PARSE("near", "r", "--radius", ""), "number");
    is_usage_error(PARSE("near", "r", "--limit", "-1"), "-1");
    is_usage_error(PARSE("near", "r", "--limit", "2.5"), "2.5");
    is_usage_error(PARSE("near", "r", "--limit", "99999999999999999999"), "99999999999999999999");
    is_usage_error(PARSE("near", "r", "--overwrite=yes"), "--overwrite");
    is_usage_error(PARSE("near"), "near REG LON,LAT");
    is_usage_error(PARSE("near", "a", "b", "c"), "'c'");
}

static void positions(void **state) {
    (void)state;
    double lon = 7, lat = 7;
    ter_error err = {TER_OK, ""};
    assert_int_equal(ter_lonlat_parse("116.4733,39.9495", &lon, &lat, &err), TER_OK);
    assert_float_equal(lon, 116.4733, 0);
    assert_float_equal(lat, 39.9495, 0);
    assert_int_equal(ter_lonlat_parse("-180,-90", &lon, &lat, &err), TER_OK);
    assert_float_equal(lon, -180, 0);
    static const char *const bad[] = {"",     "1",     "1,",   ",1",    "1;2",   "a,b",     "1,2,3",
                                      "1,2 ", "181,0", "0,91", "nan,0", "0,inf", "1e400,0", "116,39x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lon = lat = 7;
        if (ter_lonlat_parse(bad[i], &lon, &lat, &err) != TER_USAGE) fail_msg("'%s' was taken", bad[i]);
        assert_float_equal(lon + lat, 14, 0);
    }
}

static void swapped_positions_are_recognised(void **state) {
    (void)state;
    double lon, lat;
    ter_error err = {TER_OK, ""};
    assert_int_equal(ter_lonlat_parse("39.9495,116.4733", &lon, &lat, &err), TER_USAGE);
    assert_non_null(strstr(err.message, "LON,LAT"));
    assert_non_null(strstr(err.message, "116.473,39.9495"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere_in_both_forms),
        cmocka_unit_test(negative_positions_and_stdin_are_arguments),
        cmocka_unit_test(two_dashes_end_options),
        cmocka_unit_test(the_last_text_wins_and_may_be_empty),
        cmocka_unit_test(help_exits_0),
        cmocka_unit_test(wrong_usage_is_told),
        cmocka_unit_test(positions),
        cmocka_unit_test(swapped_positions_are_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
