/* The compiled-in rules of misprints, as search takes them. */
#include "cli/input/spelling.h"

#include "gazetteer/name_rules.h"

static void alike(const char *text, void (*put)(const char *form, void *context), void *context) {
    ter_name_rules_misprint(ter_name_rules_default(), text, put, context);
}

static void numbers(const char *text, void (*put)(const char *form, void *context), void *context) {
    ter_name_numbers(text, put, context);
}

static bool weighty(uint32_t character) {
    return ter_name_rules_weighty(ter_name_rules_default(), character);
}

const ter_find_spelling ter_spelling = {alike, numbers, weighty};
