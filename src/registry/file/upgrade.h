/* Registries of earlier versions: who writes brings the file to the present tables, in one transaction and with all
 * that persons decided; who only reads has what is missing as views of its own, and leaves the file as it is. */
#ifndef TER_REGISTRY_FILE_UPGRADE_H
#define TER_REGISTRY_FILE_UPGRADE_H

#include "registry/file/store.h"

/* Does nothing to a registry of the present version; it was verified before. */
ter_status ter_upgrade(ter_store *s, ter_error *err);

/* From now on this connection, a reader's, shows doubtful names, too. */
ter_status ter_show_doubtful(ter_store *s, ter_error *err);

#endif
