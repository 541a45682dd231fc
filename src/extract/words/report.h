/* Work reports: a document that first looks back on a year and then plans the next one. */
#ifndef TER_EXTRACT_WORDS_REPORT_H
#define TER_EXTRACT_WORDS_REPORT_H

#include "base/date.h"
#include "text/text.h"

typedef struct ter_report {
    bool is;                    /* is the document a work report? The rest is 0 when not */
    int review_year, plan_year; /* what its two parts tell of; 0: unknown */
    uint32_t turn;              /* the code point at which the plan begins: 0 when all is plan, the text's count when
                                   all is review */
} ter_report;

/* Recognises a work report by its title (政府工作报告, 工作总结), finds its years by title and date, and where its
 * review turns into its plan by the words of its sentences. */
ter_report ter_report_read(const ter_text *text, ter_date document);

/* Does the title say that the text is a work report? */
bool ter_report_is_titled(const ter_text *text);

/* The year that the title of a work report names; 0 when there is no such title or it names none. */
int ter_report_title_year(const ter_text *text);

#endif
