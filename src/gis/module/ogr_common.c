/* What all files of the module share: GDAL's start and its error messages. */
#include "gis/module/ogr_common.h"

#include <cpl_error.h>
#include <ctype.h>
#include <gdal.h>
#include <string.h>

static void CPL_STDCALL keep_message(CPLErr level, CPLErrorNum number, const char *message) {
    (void)number;
    ter_ogr_capture *c = CPLGetErrorHandlerUserData();
    if (level == CE_Debug || level == CE_None) return;
    bool failure = level >= CE_Failure;
    if (c->failures > 0) return;
    strncpy(c->message, message, sizeof c->message - 1);
    c->message[sizeof c->message - 1] = 0;
    if (failure) c->failures++;
}

void ter_ogr_capture_begin(ter_ogr_capture *c) {
    *c = (ter_ogr_capture){0};
    CPLPushErrorHandlerEx(keep_message, c);
}

void ter_ogr_capture_end(ter_ogr_capture *c) {
    (void)c;
    CPLPopErrorHandler();
    CPLErrorReset();
}

const char *ter_ogr_capture_reason(const ter_ogr_capture *c, const char *otherwise) {
    return c->message[0] ? c->message : otherwise;
}

void ter_ogr_start(void) {
    static bool started;
    if (!started) GDALAllRegister();
    started = true;
}

/* AUTHORITY:CODE. GDAL would also accept names of files and URLs, which are not wanted here. */
static bool is_crs_code(const char *name) {
    size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    if (letters == 0 || name[letters] != ':') return false;
    const char *code = name + letters + 1;
    for (const char *p = code; *p; p++)
        if (!isalnum((unsigned char)*p)) return false;
    return *code != 0;
}

ter_status ter_ogr_crs_new(const char *name, OGRSpatialReferenceH *out, ter_error *err) {
    ter_ogr_capture capture;
    ter_ogr_capture_begin(&capture);
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    bool known = is_crs_code(name) && OSRSetFromUserInput(crs, name) == OGRERR_NONE;
    ter_ogr_capture_end(&capture);
    if (!known) {
        OSRRelease(crs);
        *out = NULL;
        return ter_error_set(err, TER_USAGE, "unknown CRS '%s'; write it as EPSG:4326", name);
    }
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
    *out = crs;
    return TER_OK;
}
