/* terrier override: decisions of a person. */
#include "cli/command.h"
#include "cli/input/override_values.h"
#include "cli/input/verdict_ids.h"
#include "cli/output/output.h"
#include "registry/decisions/decision_edit.h"
#include "registry/decisions/decision_list.h"
#include "registry/file/registry.h"

#include "base/file.h"

#include <ctype.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef TER_ARRAY(char *) word_list;

static const double not_given_m = -1;

enum { MOST_IDS = 100000 /* of one command */ };

typedef struct options {
    const char *by, *why, *part, *name, *mention, *format, *datum_word;
    double uncertainty_m; /* negative: not given */
    ter_datum datum;
    ter_text_list gazetteers;
    const char *kind; /* as given: words with commas */
    bool ended, doubtful, dry;
} options;

typedef struct order {
    const options *o;
    ter_registry *r;
    ter_author author;
    const char *const *args; /* after REG */
    size_t count;
} order;

/* ---- the subcommands ---- */

static ter_status do_set(const order *x, ter_error *err) {
    ter_parsed_values p = {0};
    const options *o = x->o;
    const ter_values_request request = {x->args + 1, x->count - 1, o->uncertainty_m, o->datum, &o->gazetteers};
    ter_status status = ter_values_parse(&request, &p, err);
    if (status == TER_OK) status = ter_override_set(x->r, x->args[0], &p.values, &x->author, err);
    ter_values_release(&p);
    return status;
}

static ter_status do_merge(const order *x, ter_error *err) {
    return ter_override_merge(x->r, x->args[0], x->args[1], &x->author, err);
}

static ter_status do_split(const order *x, ter_error *err) {
    const char *const by[] = {x->o->part, x->o->name, x->o->mention};
    int given = -1;
    for (int i = 0; i < 3; i++) {
        if (!by[i]) continue;
        if (given >= 0) return ter_error_set(err, TER_USAGE, "choose one of --part, --name and --mention");
        given = i;
    }
    if (given < 0)
        return ter_error_set(err, TER_USAGE, "say what to split off: --part P, --name NAME or --mention DOCUMENT:BYTE");
    char *made = NULL;
    ter_status status = ter_override_split(x->r, x->args[0], (ter_split_by)given, by[given], &x->author, &made, err);
    if (status == TER_OK) puts(made);
    free(made);
    return status;
}

static const ter_column verdict_columns[] = {{"id", TER_COLUMN_TEXT},   {"name", TER_COLUMN_TEXT},
                                             {"kind", TER_COLUMN_TEXT}, {"area", TER_COLUMN_TEXT},
                                             {"was", TER_COLUMN_TEXT},  {"becomes", TER_COLUMN_TEXT}};

typedef struct verdict_output {
    ter_output *out; /* NULL: nothing is printed */
    const char *becomes;
    size_t count;
} verdict_output;

static void print_judged(const ter_judged *row, void *context) {
    verdict_output *v = context;
    v->count++;
    if (!v->out) return;
    const char *const texts[] = {row->id, row->name, row->kind, row->area, row->was, v->becomes};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ter_output_text(v->out, *texts[i] ? texts[i] : NULL);
    ter_output_row_end(v->out);
}

/* "park,school" as a list ended by NULL that points into the text, which is cut. Caller frees the list. */
static const char **cut_words(char *text) {
    TER_ARRAY(const char *) out = {0};
    for (char *word = text ? strsep(&text, ",") : NULL; word; word = strsep(&text, ",")) ter_array_push(&out, word);
    if (out.len) ter_array_push(&out, NULL);
    return out.items;
}

static ter_status judge(const order *x, bool accept, const ter_id_list *ids, ter_error *err) {
    const options *o = x->o;
    ter_format format;
    ter_status status = ter_format_parse(o->format, stdout, &format, err);
    if (status != TER_OK) return status;
    const ter_verdict verdict = {.accept = accept,
                                 .dry = o->dry,
                                 .ids = (const char *const *)ids->items,
                                 .count = ids->len,
                                 .author = &x->author};
    verdict_output v = {.becomes = accept ? "shown" : "rejected"};
    if (o->dry)
        v.out = ter_output_new(stdout, format, verdict_columns, sizeof verdict_columns / sizeof *verdict_columns);
    status = ter_override_judge(x->r, &verdict, print_judged, &v, err);
    ter_output_free(v.out);
    bool one = x->count == 1 && strcmp(x->args[0], "-") != 0; /* named by itself: silence says that it was done */
    if (status == TER_OK && (o->dry || !one))
        fprintf(stderr, "%zu %s %s%s\n", v.count,
                o->dry         ? "would be"
                : v.count == 1 ? "was"
                               : "were",
                accept ? "accepted" : "rejected", o->dry ? "; nothing was written" : "");
    return status;
}

static ter_status decide_verdict(const order *x, bool accept, ter_error *err) {
    const options *o = x->o;
    char *text = o->kind ? ter_strdup(o->kind) : NULL;
    const char **kinds = cut_words(text);
    const ter_verdict_request request = {.words = x->args,
                                         .count = x->count,
                                         .pattern = {o->name, kinds, accept || o->doubtful},
                                         .by_pattern = o->name || kinds || o->doubtful};
    ter_id_list ids = {0};
    ter_status status = ter_verdict_ids_read(x->r, &request, &ids, err);
    if (status == TER_OK) status = judge(x, accept, &ids, err);
    ter_verdict_ids_release(&ids);
    free(kinds);
    free(text);
    return status;
}

static ter_status do_reject(const order *x, ter_error *err) {
    return decide_verdict(x, false, err);
}

static ter_status do_accept(const order *x, ter_error *err) {
    return decide_verdict(x, true, err);
}

static ter_status do_keep(const order *x, ter_error *err) {
    return ter_override_keep(x->r, x->args[0], x->count > 1 ? x->args[1] : NULL, &x->author, err);
}

static ter_status do_drop(const order *x, ter_error *err) {
    char *end = NULL;
    long long number = strtoll(x->args[0], &end, 10);
    if (end == x->args[0] || *end || number <= 0)
        return ter_error_set(err, TER_USAGE, "'%s' is not the number of an override; see terrier override list",
                             x->args[0]);
    return ter_override_drop(x->r, number, err);
}

/* ---- list ---- */

static const ter_column columns[] = {
    {"number", TER_COLUMN_NUMBER},    {"what", TER_COLUMN_TEXT},  {"target", TER_COLUMN_TEXT},
    {"name", TER_COLUMN_TEXT},        {"field", TER_COLUMN_TEXT}, {"old", TER_COLUMN_TEXT},
    {"new", TER_COLUMN_TEXT},         {"other", TER_COLUMN_TEXT}, {"by", TER_COLUMN_TEXT},
    {"at", TER_COLUMN_TEXT},          {"why", TER_COLUMN_TEXT},   {"source", TER_COLUMN_TEXT},
    {"facility_id", TER_COLUMN_TEXT}, {"state", TER_COLUMN_TEXT},
};

static void print_row(const ter_override_row *row, void *context) {
    ter_output *o = context;
    const char *const texts[] = {row->what,  row->target, row->name, row->field, row->old_value, row->new_value,
                                 row->other, row->person, row->at,   row->why,   row->source,    row->facility_id};
    ter_output_int(o, row->number);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ter_output_text(o, *texts[i] ? texts[i] : NULL);
    ter_output_text(o, !row->active ? "dropped" : *row->facility_id ? "in force" : "nothing to apply to");
    ter_output_row_end(o);
}

static ter_status do_list(const order *x, ter_error *err) {
    ter_format format;
    ter_status status = ter_format_parse(x->o->format, stdout, &format, err);
    if (status != TER_OK) return status;
    ter_output *o = ter_output_new(stdout, format, columns, sizeof columns / sizeof *columns);
    status = ter_override_each(x->r, NULL, x->o->ended, print_row, o, err);
    ter_output_free(o);
    return status;
}

/* ---- the command ---- */

typedef struct verb {
    const char *name;
    size_t least, most; /* arguments after REG */
    ter_registry_mode mode;
    ter_status (*run)(const order *x, ter_error *err);
    const char *line;
    const char *own; /* options that only this subcommand takes, with a blank before and after each */
} verb;

static const verb verbs[] = {
    {"set", 2, 16, TER_REGISTRY_WRITE, do_set, "override REG set ID FIELD=VALUE…", " uncertainty datum gazetteer "},
    {"merge", 2, 2, TER_REGISTRY_WRITE, do_merge, "override REG merge ID OTHER", ""},
    {"split", 1, 1, TER_REGISTRY_WRITE, do_split, "override REG split ID --part P|--name NAME|--mention DOCUMENT:BYTE",
     " part name mention "},
    {"reject", 0, MOST_IDS, TER_REGISTRY_WRITE, do_reject, "override REG reject ID…|-|--name PATTERN|--doubtful",
     " name kind doubtful dry-run format "},
    {"accept", 0, MOST_IDS, TER_REGISTRY_WRITE, do_accept, "override REG accept ID…|-|--name PATTERN|--doubtful",
     " name kind doubtful dry-run format "},
    {"keep", 1, 2, TER_REGISTRY_WRITE, do_keep, "override REG keep ID [OTHER]", ""},
    {"list", 0, 0, TER_REGISTRY_READ, do_list, "override REG list", " all format "},
    {"drop", 1, 1, TER_REGISTRY_WRITE, do_drop, "override REG drop NUMBER", ""},
};

static void put_verbs(ter_buf *out, const char *between) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        ter_buf_printf(out, "%s%s", i ? between : "", verbs[i].name);
}

static const ter_option_values verb_values = {.type = TER_VALUES_ONE, .put = put_verbs};

/* The login name of the person; "" when there is none. */
static const char *login_name(void) {
    const struct passwd *user = getpwuid(geteuid());
    return user && user->pw_name ? user->pw_name : "";
}

/* An option that is ignored may be what the person meant: reject ID --part P does not reject a part. */
static ter_status check_options(const verb *v, const options *o, ter_error *err) {
    const struct {
        const char *name;
        bool given;
    } special[] = {{"part", o->part != NULL},
                   {"name", o->name != NULL},
                   {"mention", o->mention != NULL},
                   {"uncertainty", o->uncertainty_m >= 0},
                   {"datum", o->datum_word != NULL},
                   {"gazetteer", o->gazetteers.len > 0},
                   {"all", o->ended},
                   {"kind", o->kind != NULL},
                   {"doubtful", o->doubtful},
                   {"dry-run", o->dry},
                   {"format", o->format != NULL}};
    for (size_t i = 0; i < sizeof special / sizeof *special; i++) {
        char word[32];
        snprintf(word, sizeof word, " %s ", special[i].name);
        if (special[i].given && !strstr(v->own, word))
            return ter_error_set(err, TER_USAGE, "%s takes no --%s; usage: terrier %s", v->name, special[i].name,
                                 v->line);
    }
    if ((o->by && !ter_utf8_valid(o->by, strlen(o->by))) || (o->why && !ter_utf8_valid(o->why, strlen(o->why))))
        return ter_error_set(err, TER_USAGE, "--by or --why is not UTF-8; write text");
    return TER_OK;
}

static ter_status run(const ter_text_list *args, options *o, ter_error *err) {
    const char *path = args->items[0], *word = args->items[1];
    const verb *v = NULL;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, word) == 0) v = &verbs[i];
    if (!v) return ter_option_values_refuse(&verb_values, "subcommand", word, err);
    size_t count = args->len - 2;
    if (count < v->least || count > v->most)
        return ter_error_set(err, TER_USAGE, "%s; usage: terrier %s",
                             count < v->least ? "too few arguments" : "too many arguments", v->line);
    ter_status status = check_options(v, o, err);
    if (status == TER_OK) status = ter_datum_read(o->datum_word, &o->datum, err);
    if (status != TER_OK) return status;
    char now[32];
    time_t clock = time(NULL);
    struct tm utc;
    gmtime_r(&clock, &utc);
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &utc);
    order x = {.o = o, .author = {o->by ? o->by : login_name(), now, o->why}, .args = args->items + 2, .count = count};
    status = ter_registry_open(path, o->dry ? TER_REGISTRY_READ : v->mode, &x.r, err);
    if (status == TER_OK) status = v->run(&x, err);
    ter_registry_free(x.r);
    return status;
}

/* ---- decisions from standard input ---- */

/* The words of a line as a POSIX shell divides it: blanks, '…', "…" and \ before a character; in place. False when a
 * quote is not closed. */
static bool split_words(char *line, word_list *words) {
    char *to = line;
    for (const char *at = line; *at;) {
        if (isspace((unsigned char)*at)) {
            at++;
            continue;
        }
        ter_array_push(words, to);
        char quote = 0;
        for (; *at && (quote || !isspace((unsigned char)*at)); at++) {
            if (quote ? *at == quote : *at == '\'' || *at == '"') quote = quote ? 0 : *at;
            else {
                if (*at == '\\' && quote != '\'' && at[1]) at++;
                *to++ = *at;
            }
        }
        if (quote) return false;
        if (*at) at++;
        *to++ = 0;
    }
    return true;
}

/* One decision; the commands that `list --review` prints are accepted as they are. */
static int decide_line(const char *path, char *line) {
    word_list words = {0};
    static char name[] = "override";
    ter_array_push(&words, name);
    ter_array_push(&words, NULL); /* the registry */
    int code = TER_EXIT_USAGE;
    if (!split_words(line, &words)) {
        ter_fail_usage("a quote is not closed: %s", words.items[words.len - 1]);
    } else {
        char **at = words.items + 1;
        size_t count = words.len - 1;
        if (count > 4 && strcmp(at[1], "terrier") == 0 && strcmp(at[2], name) == 0) at += 3, count -= 3;
        char *registry = ter_strdup(path);
        at[0] = registry;
        at[-1] = name;
        if (count > 1 && strcmp(at[count - 1], "-") == 0) ter_fail_usage("'-' is not allowed in its own input");
        else code = ter_cmd_override((int)count + 1, at - 1);
        free(registry);
    }
    ter_array_release(&words);
    return code;
}

/* Each line of stdin is one decision; a wrong one is reported with its line, and the others are carried out. */
static int decide_all(const char *path) {
    ter_buf text = {0};
    ter_error err = {0};
    size_t number = 0, lines = 0, refused = 0;
    if (ter_file_read("-", &text, &err) != TER_OK) {
        ter_buf_release(&text);
        return ter_fail(&err);
    }
    char *rest = text.ptr;
    for (char *line = rest ? strsep(&rest, "\n") : NULL; line; line = strsep(&rest, "\n")) {
        number++;
        line += strspn(line, " \t\r");
        if (!*line || *line == '#') continue;
        lines++;
        if (decide_line(path, line) == TER_EXIT_OK) continue;
        refused++;
        fprintf(stderr, "terrier: note: that was line %zu; the other lines are carried out\n", number);
    }
    ter_buf_release(&text);
    return refused == 0 ? TER_EXIT_OK : refused == lines ? TER_EXIT_FAILED : TER_EXIT_PARTIAL;
}

static const char details[] =
    "set ID FIELD=VALUE…  position=LON,LAT  geometry=FILE.geojson  place=ID of a gazetteer feature\n"
    "                     status=  basis=  year=  action=  part=  of a project (year= without value: undated)\n"
    "                     name=  kind=  area=  of its facility\n"
    "merge ID OTHER       OTHER is the same as ID; both ids lead to it\n"
    "split ID --part P    what is said about a part, with a name or in one mention becomes another facility, whose id "
    "is\n"
    "                     printed\n"
    "reject ID…           a wrong facility or project: left out of all output except `show`\n"
    "accept ID…           it is a facility: a doubtful name, or what was rejected, is shown from now on\n"
    "                     Both take many at once, in one transaction: ids, or - for the first id in each line of\n"
    "                     standard input, or --name PATTERN with --kind and --doubtful; accept takes doubtful names\n"
    "                     by pattern only\n"
    "keep ID              it is right as it is; keep ID OTHER: they are two. `list --review` does not ask again until\n"
    "                     newer documents contradict it\n"
    "list                 the decisions in force, with the value before\n"
    "drop NUMBER          removes a decision: the value before is restored\n"
    "-                    reads these from standard input, one per line, with shell quoting; exit 3 if some were "
    "refused\n"
    "ID is the id of a facility or project, see terrier find and list. Edits in QGIS are stored in the\n"
    "same list.";

static const char examples[] =
    "  terrier override city.sqlite set park-72c04f2d91fe position=116.4712,39.9533 --why \"site visit\"\n"
    "  terrier override city.sqlite set road-0123456789ab.whole status=completed basis=reported year=2026\n"
    "  terrier override city.sqlite set school-0123456789ab position=116.4774,39.9546 --datum gcj02\n"
    "  terrier override city.sqlite reject --name '*工程' --doubtful --why \"works, no place\"\n"
    "  terrier list city.sqlite --review --format csv | grep '^doubtful name' | terrier override city.sqlite "
    "accept -\n"
    "  terrier override city.sqlite list --format table";

int ter_cmd_override(int argc, char **argv) {
    options o = {.uncertainty_m = not_given_m};
    const ter_option list[] = {
        TER_TEXT("by", "NAME", &o.by, "name of the person who decides (default: login name)"),
        TER_TEXT("why", "TEXT", &o.why, "reason, stored with the decision"),
        TER_NUMBER(
            "uncertainty", "M", &o.uncertainty_m,
            "set: uncertainty of a position or geometry in metres (default 10, for place= as its source states)"),
        TER_TEXT_OF(ter_datum_value, "datum", "DATUM", &o.datum_word,
                    "set: datum of a position or geometry (default wgs84)"),
        TER_LIST_OF(ter_gazetteer_values, "gazetteer", "FILE", &o.gazetteers, "set place=: " TER_GAZETTEER_HELP),
        TER_TEXT("part", "P", &o.part, "split: the mentions of this part"),
        TER_TEXT("name", "NAME", &o.name,
                 "split: the mentions with this name; reject, accept: all with a name like this, with * ? and [..]"),
        TER_TEXT_OF(ter_kind_values, "kind", "KIND,…", &o.kind,
                    "reject, accept: with --name or --doubtful, only these kinds"),
        TER_FLAG("doubtful", &o.doubtful, "reject, accept: all doubtful names, or with --name those of them"),
        TER_FLAG("dry-run", &o.dry, "reject, accept: print what would be done, and do nothing"),
        TER_TEXT("mention", "DOCUMENT:BYTE", &o.mention, "split: the mention that begins at this byte"),
        TER_FLAG("all", &o.ended, "list: also decisions that were dropped"),
        TER_TEXT_OF(ter_format_value, "format", "FORMAT", &o.format, "list, --dry-run: " TER_FORMAT_HELP),
    };
    const ter_usage usage = {
        .line = "override REG set|merge|split|reject|accept|keep|list|drop …",
        .summary = "Stores decisions of a person: they take precedence over documents and are kept whatever is "
                   "ingested later.",
        .details = details,
        .examples = examples,
        .options = list,
        .option_count = sizeof list / sizeof *list,
        .least = 2,
        .most = MOST_IDS,
        .word_at = 2,
        .words = &verb_values};
    ter_text_list args = {0};
    ter_error err = {0};
    int code = ter_options_parse(argc, argv, &usage, &args);
    if (code < 0 && o.uncertainty_m < 0 && o.uncertainty_m != not_given_m)
        code = ter_fail_usage("--uncertainty takes metres, 0 or more");
    if (code < 0 && strcmp(args.items[1], "-") == 0) {
        code = args.len > 2 ? ter_fail_usage("'-' reads decisions from standard input and takes no further arguments")
                            : decide_all(args.items[0]);
    }
    if (code < 0) code = ter_exit_code(run(&args, &o, &err), &err);
    ter_array_release(&args);
    ter_array_release(&o.gazetteers);
    return code;
}
