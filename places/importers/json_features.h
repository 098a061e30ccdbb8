// The features of a GeoJSON-like file: a collection, one feature, a list of them,
// or a line a feature.
//
//   for_each_feature("places.json", content, messages,
//                    [&](const nlohmann::json& feature, std::size_t line) { ... });
//
// `line`: of the record where there is a line a feature, else 0.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "places/importers/importer.h"

namespace byname {

using FeatureSink = std::function<void(const nlohmann::json& feature, std::size_t line)>;

void for_each_feature(const std::string& label, std::string_view content, Messages& messages,
                      const FeatureSink& sink);

// The value as text: strings as they are, numbers in digits; empty for anything else.
std::string text_of(const nlohmann::json& object, const char* key);

}  // namespace byname
