/* OC4IDS: the projects as one package, oc4ids/projects.json, and no layers. */
#include "oc4ids/oc4ids.h"

#include "base/file.h"
#include "export/formats/export_format.h"

#include <stdlib.h>

static ter_status write_projects(ter_registry *registry, const ter_registry_filter *filter, const char *folder,
                                 ter_export_report *report, ter_error *err) {
    ter_oc4ids_written written = {0};
    char *path = ter_path_join(folder, "projects.json");
    ter_status status = ter_oc4ids_write(registry, filter, path, &written, err);
    free(path);
    report->projects = written.projects;
    report->referred = written.referred;
    return status;
}

const ter_export_format ter_format_oc4ids = {
    .name = "oc4ids",
    .title = "OC4IDS",
    .extension = "json",
    .help = "writes the projects as one package",
    .write_projects = write_projects,
};
