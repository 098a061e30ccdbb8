// The data of the measurements: articles made by bench/corpus.sh, analysed, with
// mentions laid over their words.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench/timing.h"
#include "schemas/hash.h"
#include "store/analyzed.h"
#include "text/scanner.h"

namespace byname::bench {

inline std::vector<Document> read_articles(const std::filesystem::path& path) {
  std::vector<Document> result;
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    Document d;
    d.id = d.path = json.at("id").get<std::string>();
    d.uid = hex16(hash64(d.id));
    d.root = "corpus";
    d.title = json.at("title").get<std::string>();
    d.text = json.at("text").get<std::string>();
    d.lang = json.value("lang", "");
    d.cluster = hex16(hash64(d.text));
    d.parts = {{Part::body, 0, static_cast<std::uint32_t>(d.text.size())}};
    result.push_back(std::move(d));
  }
  if (result.empty()) {
    std::fprintf(stderr, "%s: no articles; make them with bench/corpus.sh\n", path.c_str());
    std::exit(1);
  }
  return result;
}

inline constexpr PlaceNumber kPlaces = 5000;

// Every `step`th word is a mention of a place that depends on the word: frequent
// words give places with very many mentions, as Baku has.
inline std::vector<Mention> laid_mentions(const TokenStream& stream, std::size_t step) {
  std::vector<Mention> result;
  for (std::size_t i = step / 2; i < stream.tokens.size(); i += step) {
    const Token& t = stream.tokens[i];
    const auto place = static_cast<PlaceNumber>(hash64(stream.term(t)) % kPlaces);
    result.push_back({.begin = t.begin,
                      .end = t.end,
                      .first_token = static_cast<std::uint32_t>(i),
                      .tokens = 1,
                      .place = place,
                      .name = place * 3});
  }
  return result;
}

}  // namespace byname::bench
