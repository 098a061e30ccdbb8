#include "indexer/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <map>
#include <memory>
#include <numeric>

#include "indexer/spelling_search.h"
#include "store/index.h"
#include "text/ascii.h"

namespace byname {
namespace {

// The listed names, each spelling once, and whose they are.
struct Listed {
  std::vector<std::string> spellings;
  std::vector<std::vector<PlaceNumber>> places;

  explicit Listed(const CompiledGazetteer& gazetteer) {
    std::map<std::string, std::vector<PlaceNumber>> by_spelling;
    for (NameNumber n = 0; n < gazetteer.name_count(); ++n) {
      by_spelling[gazetteer.name(n).text].push_back(gazetteer.place_of(n));
    }
    for (auto& [spelling, of] : by_spelling) {
      spellings.push_back(spelling);
      places.push_back(std::move(of));
    }
  }
};

void note(std::vector<std::string>& examples, std::string example) {
  if (examples.size() < kMostExamples &&
      std::find(examples.begin(), examples.end(), example) == examples.end()) {
    examples.push_back(std::move(example));
  }
}

// The word around bytes begin..end: up to the next blank, at most some 40 bytes.
std::string word_around(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  constexpr std::uint32_t kReach = 20;
  const auto blank = [&](std::uint32_t i) { return static_cast<unsigned char>(text[i]) <= 0x20; };
  const std::uint32_t least = begin < kReach ? 0 : begin - kReach;
  const auto most = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), end + kReach));
  while (begin > least && !blank(begin - 1)) --begin;
  while (end < most && !blank(end)) ++end;
  const auto inside = [&](std::uint32_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0) == 0x80;
  };
  while (inside(begin)) ++begin;
  while (inside(end)) --end;
  return std::string(text.substr(begin, end - begin));
}

constexpr std::array<std::string_view, 3> kApostrophes = {"'", "\u2019", "\u02BC"};

// The last stop of an abbreviation and a last apostrophe are no part of the mention: EE. UU.,
// Geghark’unik’.
std::uint32_t end_of_name(std::string_view text, const Occurrence& found) {
  std::string_view name = text.substr(found.begin, found.end - found.begin);
  while (name.size() > 1) {
    const auto mark = std::find_if(kApostrophes.begin(), kApostrophes.end(),
                                   [&](std::string_view m) { return name.ends_with(m); });
    const std::size_t cut = mark != kApostrophes.end() ? mark->size() : name.ends_with('.') ? 1 : 0;
    if (cut == 0 || cut >= name.size()) break;
    name.remove_suffix(cut);
  }
  return found.begin + static_cast<std::uint32_t>(name.size());
}

// cd'rom'en is one word.
bool between_apostrophes(std::string_view text, const Occurrence& found) {
  const auto word = [](char c) {
    return is_ascii_letter_or_digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
  };
  const std::string_view before = text.substr(0, found.begin), after = text.substr(found.end);
  return std::any_of(kApostrophes.begin(), kApostrophes.end(),
                     [&](std::string_view mark) {
                       return before.ends_with(mark) && before.size() > mark.size() &&
                              word(before[before.size() - mark.size() - 1]);
                     }) &&
         std::any_of(kApostrophes.begin(), kApostrophes.end(), [&](std::string_view mark) {
           return after.starts_with(mark) && after.size() > mark.size() && word(after[mark.size()]);
         });
}

constexpr std::uint64_t kReadTillRelease = 16 << 20;  // bytes of text and of rows

// Whose each spelling is, by the number under which it is found.
using PlacesOfSpellings = std::vector<std::vector<PlaceNumber>>;

PlacesOfSpellings places_of_spellings(const Listed& listed, const SpellingSearch& search) {
  PlacesOfSpellings places(listed.spellings.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (const PlaceNumber place : listed.places[i]) {
      auto& of = places[search.found_as(i)];
      if (std::find(of.begin(), of.end(), place) == of.end()) of.push_back(place);
    }
  }
  return places;
}

// One thread's part of the documents.
class Share {
 public:
  Share(const std::filesystem::path& directory, const SpellingSearch& search,
        const PlacesOfSpellings& places)
      : index_(Index::open(directory)), search_(search), places_(places), counts_(places.size()) {}

  void run(unsigned first, unsigned step) {
    for (DocumentNumber number = first; number < index_.document_end(); number += step) {
      if (!index_.deleted(number)) document(number);
      if (touched_ < kReadTillRelease) continue;
      touched_ = 0;
      index_.release();
    }
  }

  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::vector<SpellingCount>& counts() { return counts_; }

 private:
  void document(DocumentNumber number) {
    const std::string text = index_.text(number, 0, index_.text_size(number));
    const std::vector<Mention> rows = index_.mentions(number);
    ++documents;
    bytes += text.size();
    touched_ += text.size() + rows.size() * sizeof(Mention);
    // Rows are sorted by begin; the longest says how far back one may begin.
    std::uint32_t longest = 0;
    for (const Mention& row : rows) longest = std::max(longest, row.end - row.begin);
    search_.find(text, [&](Occurrence found) {
      SpellingCount& count = counts_[found.spelling];
      found.end = end_of_name(text, found);
      const Mention* row = found.whole_word ? row_of(rows, found, longest) : nullptr;
      if (row == nullptr && found.whole_word) row = row_within(rows, found);
      if (row != nullptr) {
        tally(*row, found, count);
      } else if (!found.whole_word || between_apostrophes(text, found)) {
        ++count.inside_word;
        if (count.inside_examples.size() < kMostExamples) {
          note(count.inside_examples, word_around(text, found.begin, found.end));
        }
      } else {
        ++count.missing;
        if (count.missing_examples.size() < kMostExamples) {
          note(count.missing_examples,
               fmt::format("{}:{}", index_.document(number).id, found.begin));
        }
      }
    });
  }

  // The row that answers for an occurrence: one that covers it, a mention before a
  // refusal, the tightest first.
  static const Mention* row_of(const std::vector<Mention>& rows, const Occurrence& found,
                               std::uint32_t longest) {
    const std::uint32_t from = found.begin < longest ? 0 : found.begin - longest;
    auto row = std::partition_point(rows.begin(), rows.end(),
                                    [&](const Mention& m) { return m.begin < from; });
    const Mention* best = nullptr;
    const auto order = [](const Mention& m) {
      return std::pair(m.kind == MentionKind::rejected, m.end - m.begin);
    };
    for (; row != rows.end() && row->begin <= found.begin; ++row) {
      if (row->end < found.end) continue;
      if (best == nullptr || order(*row) < order(*best)) best = &*row;
    }
    return best;
  }

  // Washington, D.C.: the place is found by the part of the name in front of a comma or bracket.
  const Mention* row_within(const std::vector<Mention>& rows, const Occurrence& found) const {
    const auto& places = places_[found.spelling];
    auto row = std::partition_point(rows.begin(), rows.end(),
                                    [&](const Mention& m) { return m.begin < found.begin; });
    for (; row != rows.end() && row->begin == found.begin; ++row)
      if (row->kind != MentionKind::rejected && row->end <= found.end &&
          std::find(places.begin(), places.end(), row->place) != places.end())
        return &*row;
    return nullptr;
  }

  static void tally(const Mention& row, const Occurrence& found, SpellingCount& count) {
    if (row.kind == MentionKind::rejected) {
      ++count.rejected[static_cast<std::size_t>(row.reason)];
    } else if (row.end - row.begin > found.end - found.begin) {
      ++count.part_of_longer;
    } else if (row.kind == MentionKind::adjective || row.kind == MentionKind::demonym) {
      ++count.apart;
    } else {
      ++(row.confidence < kDoubtful ? count.doubtful : count.held);
    }
  }

  Index index_;
  std::uint64_t touched_ = 0;  // bytes of files in memory that were read since release()
  const SpellingSearch& search_;
  const PlacesOfSpellings& places_;
  std::vector<SpellingCount> counts_;
};

void add(SpellingCount& sum, SpellingCount& part) {
  sum.held += part.held;
  sum.doubtful += part.doubtful;
  sum.apart += part.apart;
  for (std::size_t i = 0; i < sum.rejected.size(); ++i) sum.rejected[i] += part.rejected[i];
  sum.part_of_longer += part.part_of_longer;
  sum.inside_word += part.inside_word;
  sum.missing += part.missing;
  for (std::string& example : part.inside_examples) note(sum.inside_examples, std::move(example));
  for (std::string& example : part.missing_examples) note(sum.missing_examples, std::move(example));
}

}  // namespace

std::uint64_t SpellingCount::occurrences() const {
  return held + doubtful + apart + part_of_longer + inside_word + missing +
         std::accumulate(rejected.begin(), rejected.end(), std::uint64_t{0});
}

Verification verify(const std::filesystem::path& directory, unsigned threads) {
  const Index index = Index::open(directory);
  const Listed listed(index.gazetteer());
  const SpellingSearch search(listed.spellings);
  const PlacesOfSpellings places = places_of_spellings(listed, search);
  threads = std::clamp(threads, 1U, std::max(1U, index.document_end()));
  std::vector<std::future<std::unique_ptr<Share>>> work;
  for (unsigned t = 0; t < threads; ++t) {
    work.push_back(std::async(std::launch::async, [&, t] {
      auto part = std::make_unique<Share>(directory, search, places);
      part->run(t, threads);
      return part;
    }));
  }
  Verification result;
  std::vector<SpellingCount> sums(listed.spellings.size());
  for (auto& future : work) {
    const std::unique_ptr<Share> part = future.get();
    result.documents += part->documents;
    result.bytes += part->bytes;
    for (std::size_t i = 0; i < sums.size(); ++i) add(sums[i], part->counts()[i]);
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].occurrences() == 0) continue;
    sums[i].spelling = listed.spellings[i];
    for (const PlaceNumber place : places[i])
      sums[i].places.push_back(index.gazetteer().place_id(place));
    result.missing += sums[i].missing;
    result.spellings.push_back(std::move(sums[i]));
  }
  return result;
}

std::string verification_table(const Verification& verification) {
  std::string table =
      "spelling\tplaces\theld\tdoubtful\tapart\trejected\tpart of longer\tinside a "
      "word\tmissing\tinside\tmissing at\n";
  for (const SpellingCount& count : verification.spellings) {
    std::vector<std::string> rejected;
    for (std::size_t i = 0; i < count.rejected.size(); ++i) {
      if (count.rejected[i] == 0) continue;
      rejected.push_back(fmt::format("{} {}", count.rejected[i], kRejectReasonNames[i]));
    }
    table +=
        fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", count.spelling,
                    fmt::join(count.places, " "), count.held, count.doubtful, count.apart,
                    rejected.empty() ? "0" : fmt::format("{}", fmt::join(rejected, ", ")),
                    count.part_of_longer, count.inside_word, count.missing,
                    fmt::join(count.inside_examples, " "), fmt::join(count.missing_examples, " "));
  }
  return table;
}

}  // namespace byname
