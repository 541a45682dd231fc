/* Geocoding: the choice of a geometry for a name, with match, precision, uncertainty in metres, score and reason.
 * Nothing is invented: a name the gazetteers lack gets no geometry, and says why. */
#ifndef TER_GEOCODE_GEOCODE_H
#define TER_GEOCODE_GEOCODE_H

#include "gazetteer/gazetteer.h"
#include "geocode/geocode_query.h"

/* Over several gazetteers, asked in order; they must outlive the geocoder. Caller frees. */
ter_status ter_geocoder_new(ter_gazetteer *const *gazetteers, size_t count, ter_geocoder **out, ter_error *err);
/* Frees it; the gazetteers stay open. NULL is allowed. */
void ter_geocoder_free(ter_geocoder *g);

/* Answers one query; "nothing found" is TER_OK with match NONE. Names are taken as they are, or apart:
 *
 * - A路与B路交叉口: where the two meet (also 交口, 路口, 交汇处, 交界处, A路/B路, A路近B路, A路（B路口）, A路B路), or
 * their interchange; uncertainty: accuracy, spread of the points in which they meet, half the gap between them.
 * 以东100米, 东北角: so far from there, with half of the distance more.
 * - A路4号: the house, see ter_place_address.
 * - 春熙路站 for a station called 春熙路, 成都人民公园 for 成都市人民公园 and the other way.
 * - 望江路 where only 望江路一段, 望江路北二段 are known: all of these.
 * - X河（A路至B路段）: the stretch of X between A and B; also as name and part.
 * - X河朝阳段: the stretch inside an area of the gazetteer; the area where the line does not reach it.
 * - X河A路以下段: downstream of A as the line is digitised (OpenStreetMap draws waterways downstream), with 0.9 of the
 *   river's score; also 以上, 上游, 下游. PART_OF for roads and where the pieces contradict. X路A路以东段, also 以西,
 *   以南, 以北.
 * - X河(B段)和C段: both stretches.
 * - A路以东、B路以南地块: what of the area asked for lies on those sides. Beyond its ends a line runs on due north and
 *   south (for 以南 and 以北 east and west), over its gaps straight; of several carriageways the outermost bounds.
 *   Refused where the line does not come into those latitudes, or runs more than twice as far across them as along.
 *   Several outlines of an area count as their hull.
 * - 五环外, 五环以内, 四环与五环之间: the same outside or inside a ring, whose lines may leave 30 degrees open at most;
 *   东五环外 is east of that side.
 * - Y路（A路至B路）: an extent, where Y路 is not known.
 * - A学校B校区, X公园二期: a part of A or X where the gazetteer has only the whole.
 * - 县人民医院, 市第一中学: 云岭县人民医院 where the area is 云岭县; see ter_geocoder_full_name.
 * - 东坝中心公园: in 东坝乡, where the name begins with that of a subdistrict and nothing else is known.
 *
 * Candidates outside query->area are refused when both areas are known. Caller releases `out`. */
ter_status ter_geocoder_find(ter_geocoder *g, const ter_geocode_query *query, ter_place *out, ter_error *err);

/* A name as its own area's texts write it, in full: 县人民医院 of 云岭县 is 云岭县人民医院, and 市第一中学 that of the
 * city which 云岭县 lies in. Appends; false, and nothing appended, when the name does not begin with the unit of a
 * known area.
 */
bool ter_geocoder_full_name(const ter_geocoder *g, const char *name, const char *area, ter_buf *out);

/* Cuts a line that was found to what of it lies in the area: a road through several provinces is, in the texts of one,
 * its part there. Nothing changes where the gazetteers have no border of the area (an extent is none), where all of the
 * line lies in it, or where none does. */
void ter_geocoder_cut_to_area(ter_geocoder *g, const char *area, ter_place *place);

#endif
