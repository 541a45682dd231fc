/* The table of functions that the reading module exports. */
#include "reader/read_module.h"

__attribute__((visibility("default"))) extern const ter_reader_module ter_reader_table;

const ter_reader_module ter_reader_table = {
    .abi = TER_READER_ABI,
    .html = ter_module_html,
    .markdown = ter_module_markdown,
    .pdf = ter_module_pdf,
    .docx = ter_module_docx,
};
