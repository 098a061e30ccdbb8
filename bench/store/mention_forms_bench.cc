// How should the mention table lie on disk?
//
//   bench_store_mention_forms DIRECTORY
//
// Two million mentions of 5,000 places in 100,000 documents, with the frequencies of
// words (Zipf), in three forms: fixed rows by document and (document, row) by place;
// fixed rows twice, by document and by place; varints by document and by place.
// Reads all of the most frequent places, one document's, and the counts of a place.
#include <cstdio>
#include <random>

#include "bench/articles.h"
#include "store/index.h"
#include "store/mentions_file.h"

namespace byname::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kDocuments = 100'000;
constexpr std::uint32_t kMentionsOfDocument = 20;

std::vector<std::vector<Mention>> drawn_mentions() {
  std::mt19937 random(1);
  std::vector<double> weights;
  for (PlaceNumber i = 0; i < kPlaces; ++i) weights.push_back(1.0 / (i + 1));
  std::discrete_distribution<PlaceNumber> places(weights.begin(), weights.end());
  std::vector<std::vector<Mention>> result(kDocuments);
  for (auto& mentions : result) {
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < kMentionsOfDocument; ++i) {
      at += random() % 400;
      const auto size = 4 + static_cast<std::uint32_t>(random() % 20);
      const PlaceNumber place = places(random);
      mentions.push_back({.begin = at,
                          .end = at + size,
                          .first_token = at / 7,
                          .tokens = 1,
                          .place = place,
                          .name = place * 6 + static_cast<std::uint32_t>(random() % 6),
                          .rule = static_cast<MentionRule>(random() % 3),
                          .confidence = static_cast<std::uint16_t>(400 + random() % 600)});
      at += size;
    }
  }
  return result;
}

// The third form: everything as differences.
void put_mention(std::string& out, const Mention& m, const Mention& before) {
  put_varint(out, m.begin - before.begin);
  put_varint(out, m.end - m.begin);
  put_varint(out, zigzag(static_cast<std::int64_t>(m.first_token) - before.first_token));
  put_varint(out, m.place);
  put_varint(out, m.name);
  put_varint(out, m.tokens);
  put_varint(out, m.confidence);
  out.push_back(
      static_cast<char>(static_cast<unsigned>(m.kind) | static_cast<unsigned>(m.rule) << 4));
  out.push_back(
      static_cast<char>(static_cast<unsigned>(m.reason) | static_cast<unsigned>(m.part) << 4));
}

Mention take_mention(ByteReader& in, const Mention& before) {
  Mention m;
  m.begin = before.begin + in.varint32();
  m.end = m.begin + in.varint32();
  m.first_token = before.first_token + static_cast<std::uint32_t>(unzigzag(in.varint()));
  m.place = in.varint32();
  m.name = in.varint32();
  m.tokens = static_cast<std::uint16_t>(in.varint());
  m.confidence = static_cast<std::uint16_t>(in.varint());
  const unsigned a = in.fixed<std::uint8_t>();
  const unsigned b = in.fixed<std::uint8_t>();
  m.kind = static_cast<MentionKind>(a & 15);
  m.rule = static_cast<MentionRule>(a >> 4);
  m.reason = static_cast<RejectReason>(b & 15);
  m.part = static_cast<Part>(b >> 4);
  return m;
}

void run(const fs::path& directory) {
  fs::create_directories(directory);
  const auto all = drawn_mentions();
  const std::size_t total = std::size_t{kDocuments} * kMentionsOfDocument;

  // Form 1: what store/mentions_file.h does.
  double cpu = cpu_seconds();
  {
    MentionsWriter out(directory / "mentions");
    for (const auto& mentions : all) out.add(mentions);
    out.finish();
    write_places(directory / "places", MentionsFile(directory / "mentions"), kPlaces);
  }
  const double written = cpu_seconds() - cpu;
  const MentionsFile rows(directory / "mentions");
  const PlacesFile places(directory / "places");

  // Form 2: rows again, by place.
  std::vector<std::pair<std::uint32_t, MentionRow>> by_place;
  // Form 3: differences, by document and again by place.
  std::string by_document_bytes;
  std::vector<std::uint64_t> document_begins{0};
  for (const auto& mentions : all) {
    Mention before;
    for (const Mention& m : mentions) {
      put_mention(by_document_bytes, m, before);
      before = m;
    }
    document_begins.push_back(by_document_bytes.size());
  }
  std::string by_place_bytes;
  std::vector<std::uint64_t> place_begins{0};
  for (PlaceNumber place = 0; place < kPlaces; ++place) {
    const auto [first, last] = places.range(place);
    std::uint32_t document_before = 0;
    Mention before;
    for (std::size_t i = first; i < last; ++i) {
      const PlacePosting p = places.postings()[i];
      by_place.emplace_back(p.document, row_of(rows[p.row]));
      if (p.document != document_before) before = {};
      put_varint(by_place_bytes, p.document - document_before);
      put_mention(by_place_bytes, rows[p.row], before);
      before = rows[p.row];
      document_before = p.document;
    }
    place_begins.push_back(by_place_bytes.size());
  }
  const double one = megabytes_of(directory / "mentions") + megabytes_of(directory / "places");
  const double two = megabytes_of(directory / "mentions") + static_cast<double>(total) * 32 / 1e6;
  const double three = static_cast<double>(by_document_bytes.size() + by_place_bytes.size() +
                                           8 * document_begins.size()) /
                       1e6;
  std::printf("%zu mentions; form 1 written in %.2f CPU s\n", total, written);

  // Everything of the places that have a million mentions between them.
  std::size_t wanted = 0;
  PlaceNumber end = 0;
  while (wanted < 1'000'000) {
    const auto [first, last] = places.range(end++);
    wanted += last - first;
  }
  const auto measure = [&](const char* what, double megabytes, auto read) {
    std::vector<double> times;
    std::uint64_t sum = 0;
    for (int i = 0; i < 7; ++i) {
      const auto start = std::chrono::steady_clock::now();
      sum = read();
      times.push_back(seconds_since(start) * 1e3);
    }
    std::printf("%-36s %6.1f MB   %zu mentions in %6.1f ms\n", what, megabytes, wanted,
                percentiles(times).p50);
    return sum;
  };
  const auto sum_of = [](std::uint32_t document, const Mention& m) {
    return std::uint64_t{document} * 31 + m.begin + m.end + m.name + m.confidence;
  };
  const std::uint64_t a = measure("rows, and (document, row) by place", one, [&] {
    std::uint64_t sum = 0;
    for (PlaceNumber place = 0; place < end; ++place) {
      const auto [first, last] = places.range(place);
      for (std::size_t i = first; i < last; ++i) {
        const PlacePosting p = places.postings()[i];
        sum += sum_of(p.document, rows[p.row]);
      }
    }
    return sum;
  });
  const std::uint64_t b = measure("rows twice", two, [&] {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < wanted; ++i) {
      const auto& [document, row] = by_place[i];
      sum += std::uint64_t{document} * 31 + row.begin + row.end + row.name + row.confidence;
    }
    return sum;
  });
  const std::uint64_t c = measure("differences, twice", three, [&] {
    std::uint64_t sum = 0;
    for (PlaceNumber place = 0; place < end; ++place) {
      ByteReader in(std::string_view(by_place_bytes)
                        .substr(place_begins[place], place_begins[place + 1] - place_begins[place]),
                    "bench");
      std::uint32_t document = 0;
      Mention before;
      while (!in.empty()) {
        const std::uint32_t step = in.varint32();
        if (step) before = {};
        document += step;
        before = take_mention(in, before);
        sum += sum_of(document, before);
      }
    }
    return sum;
  });
  if (a != b || a != c) {
    std::fprintf(stderr, "the forms disagree\n");
    std::exit(1);
  }
  std::vector<double> times;
  std::uint64_t counted = 0;
  for (PlaceNumber place = 0; place < kPlaces; ++place) {
    const auto start = std::chrono::steady_clock::now();
    counted += places.count(place).mentions;
    times.push_back(seconds_since(start) * 1e6);
  }
  if (counted != total) {
    std::fprintf(stderr, "%llu counted\n", static_cast<unsigned long long>(counted));
    std::exit(1);
  }
  const Percentiles p = percentiles(times);
  std::printf("counts of a place: p50 %.2f us, p99 %.2f us\n", p.p50, p.p99);
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
    return 2;
  }
  byname::bench::run(argv[1]);
}
