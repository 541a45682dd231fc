/* Words of a row as values of the vocabulary; an unknown word gives 0. */
#ifndef TER_REGISTRY_FILE_ROW_H
#define TER_REGISTRY_FILE_ROW_H

#include "base/vocabulary.h"
#include "registry/file/store.h"

ter_state ter_row_state(const ter_query *q, int column);         /* column of statuses */
ter_basis ter_row_basis(const ter_query *q, int column);         /* column of bases */
ter_action ter_row_action(const ter_query *q, int column);       /* column of actions */
ter_precision ter_row_precision(const ter_query *q, int column); /* column of precisions */
ter_match ter_row_match(const ter_query *q, int column);         /* column of matches */

#endif
