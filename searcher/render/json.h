// Answers as JSON values in one line, without line end. Fields, and which are
// null when: docs/output-formats.md.
#pragma once

#include <string>
#include <vector>

#include "places/compiled.h"
#include "places/resolver.h"
#include "schemas/answer.h"
#include "searcher/mentions.h"
#include "searcher/names.h"
#include "searcher/show.h"

namespace byname {

std::string hit_json(const Hit& hit, bool with_text);
std::string search_json(const SearchAnswer& answer, bool with_text);  // results included
// One query of a batch: as search_json() with "qid" in front.
std::string batch_json(const std::string& qid, const SearchAnswer& answer, bool with_text);

std::string mention_json(const MentionRecord& mention, const std::string& generation,
                         const std::string& gazetteer);
// What surrounds the mentions in --format json: everything but them.
std::string mentions_head_json(const MentionsAnswer& answer);

std::string place_names_json(const PlaceNames& place);
std::string names_json(const NamesAnswer& answer);
std::string place_summary_json(const PlaceSummary& place);

std::string resolved_json(const std::string& query, const std::vector<Resolved>& places,
                          const CompiledGazetteer& gazetteer, const std::string& lang);

std::string shown_json(const ShownDocument& shown);

// GeoJSON features; empty for a place without coordinates.
std::string mention_feature(const MentionRecord& mention, const std::string& generation,
                            const std::string& gazetteer);
std::string place_feature(const PlaceSummary& place);

}  // namespace byname
