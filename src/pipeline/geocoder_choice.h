/* Geocoders over some of the gazetteers: each choice of them has one, made when it is first needed. */
#ifndef TER_PIPELINE_GEOCODER_CHOICE_H
#define TER_PIPELINE_GEOCODER_CHOICE_H

#include "geocode/geocode.h"

typedef struct ter_geocoder_choices ter_geocoder_choices;

/* The gazetteers must outlive it. Caller frees. */
ter_geocoder_choices *ter_geocoder_choices_new(ter_gazetteer *const *gazetteers, size_t count);
/* Frees it with its geocoders; NULL is allowed. */
void ter_geocoder_choices_free(ter_geocoder_choices *c);

/* The geocoder over those that `taken` says, one flag for each gazetteer; borrowed. */
ter_status ter_geocoder_choices_of(ter_geocoder_choices *c, const bool *taken, ter_geocoder **out, ter_error *err);

#endif
