// The data of the measurements: articles made by bench/corpus.sh, analysed, with
// mentions laid over their words.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

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

inline double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

inline double megabytes_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path))
    return static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  double sum = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) sum += static_cast<double>(entry.file_size()) / 1e6;
  }
  return sum;
}

struct Percentiles {
  double p50 = 0;
  double p99 = 0;
};

inline Percentiles percentiles(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {values.at(values.size() / 2), values.at(values.size() * 99 / 100)};
}

}  // namespace byname::bench
