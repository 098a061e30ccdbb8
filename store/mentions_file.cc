#include "store/mentions_file.h"

#include <algorithm>
#include <string>

#include "schemas/error.h"
#include "store/index.h"

namespace byname {

MentionRow row_of(const Mention& m) {
  return {.begin = m.begin,
          .end = m.end,
          .first_token = m.first_token,
          .place = m.place,
          .name = m.name,
          .tokens = m.tokens,
          .confidence = m.confidence,
          .kind = static_cast<std::uint8_t>(m.kind),
          .rule = static_cast<std::uint8_t>(m.rule),
          .reason = static_cast<std::uint8_t>(m.reason),
          .part = static_cast<std::uint8_t>(m.part)};
}

void MentionsWriter::count_rows(std::uint64_t rows) {
  if (rows > 0xffffffff)
    throw IndexError("over four thousand million mentions in one segment; split the corpus");
  first_rows_.push_back(static_cast<std::uint32_t>(rows));
}

void MentionsWriter::add(std::span<const Mention> mentions) {
  for (const Mention& m : mentions) out_.write_value(row_of(m));
  count_rows(std::uint64_t{first_rows_.back()} + mentions.size());
}

void MentionsWriter::append(const MentionsFile& other) {
  out_.write(other.file_.section(0));
  const std::uint64_t base = first_rows_.back();
  for (std::size_t i = 1; i < other.first_rows_.size(); ++i)
    count_rows(base + other.first_rows_[i]);
}

void MentionsWriter::finish() {
  out_.next_section();
  out_.write_array(first_rows_);
  out_.finish();
}

MentionsFile::MentionsFile(const std::filesystem::path& path)
    : file_(path, "mentions", 2),
      rows_(file_.array<MentionRow>(0)),
      first_rows_(file_.array<std::uint32_t>(1)) {
  if (first_rows_.size() == 0 || first_rows_[first_rows_.size() - 1] != rows_.size())
    throw_damaged(file_.name(), "number of mentions");
}

Mention MentionsFile::operator[](std::size_t i) const {
  const MentionRow row = rows_[i];
  if (row.kind >= kMentionKindNames.size() || row.rule >= kMentionRuleNames.size() ||
      row.reason >= kRejectReasonNames.size() || row.part >= kPartNames.size() ||
      row.begin > row.end)
    throw_damaged(file_.name(), "a mention");
  return {.begin = row.begin,
          .end = row.end,
          .first_token = row.first_token,
          .tokens = row.tokens,
          .place = row.place,
          .name = row.name,
          .kind = static_cast<MentionKind>(row.kind),
          .rule = static_cast<MentionRule>(row.rule),
          .reason = static_cast<RejectReason>(row.reason),
          .part = static_cast<Part>(row.part),
          .confidence = row.confidence};
}

void count_mention(const Mention& mention, PlaceCount& count, bool& document_counted) {
  switch (mention.kind) {
    case MentionKind::name:
    case MentionKind::metonym:
      ++count.mentions;
      if (!document_counted) ++count.documents;
      document_counted = true;
      return;
    case MentionKind::adjective:
    case MentionKind::demonym:
      ++count.asides;
      return;
    case MentionKind::rejected:
      ++count.rejected;
  }
}

PlacesFile::PlacesFile(const std::filesystem::path& path)
    : file_(path, "places", 2),
      entries_(file_.array<Entry>(0)),
      postings_(file_.array<PlacePosting>(1)) {
  if (entries_.size() == 0 || entries_[entries_.size() - 1].first != postings_.size())
    throw_damaged(file_.name(), "number of rows");
}

std::size_t PlacesFile::find(PlaceNumber place) const {
  const std::size_t end = entries_.size() - 1;
  std::size_t low = 0;
  std::size_t high = end;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (entries_[middle].place < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low < end && entries_[low].place == place ? low : end;
}

std::pair<std::size_t, std::size_t> PlacesFile::range(PlaceNumber place) const {
  const std::size_t i = find(place);
  if (i + 1 == entries_.size()) return {0, 0};
  const std::pair<std::size_t, std::size_t> result{entries_[i].first, entries_[i + 1].first};
  if (result.first > result.second || result.second > postings_.size())
    throw_damaged(file_.name(), "order of rows");
  return result;
}

PlaceCount PlacesFile::count(PlaceNumber place) const {
  const std::size_t i = find(place);
  if (i + 1 == entries_.size()) return {};
  const Entry e = entries_[i];
  return {e.documents, e.mentions, e.asides, e.rejected};
}

namespace {

// So many rows are read before their pages are given back.
constexpr std::uint32_t kRowsAtOnce = 1 << 21;

// All rows, document by document.
template <typename Visit>
void for_each_row(const MentionsFile& mentions, Visit visit) {
  std::uint32_t release_at = kRowsAtOnce;
  for (std::uint32_t document = 0; document < mentions.documents(); ++document) {
    const std::uint32_t end = mentions.first_row(document + 1);
    for (std::uint32_t row = mentions.first_row(document); row < end; ++row)
      visit(document, row, mentions[row]);
    if (end < release_at) continue;
    mentions.release();
    release_at = end + kRowsAtOnce;
  }
}

}  // namespace

void write_places(const std::filesystem::path& path, const MentionsFile& mentions,
                  std::size_t place_count, std::size_t at_once) {
  std::vector<PlaceCount> counts(place_count);
  std::vector<std::uint32_t> counted_in(place_count);  // a document and one, by place
  std::vector<std::uint32_t> first(place_count + 1);
  for_each_row(mentions, [&](std::uint32_t document, std::uint32_t, const Mention& mention) {
    const PlaceNumber place = mention.place;
    if (place >= place_count)
      throw IndexError("a mention of place " + std::to_string(place) +
                       ", which this gazetteer has not; run `indexer rebuild`");
    ++first[place + 1];
    bool counted = counted_in[place] == document + 1;
    count_mention(mention, counts[place], counted);
    if (counted) counted_in[place] = document + 1;
  });
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];

  TableWriter out(path, "places", 2);
  for (std::size_t place = 0; place < place_count; ++place) {
    if (first[place] == first[place + 1]) continue;
    const PlaceCount& count = counts[place];
    out.write_value(PlacesFile::Entry{static_cast<PlaceNumber>(place), count.documents,
                                      count.mentions, count.asides, count.rejected, first[place]});
  }
  out.write_value(
      PlacesFile::Entry{kNoNumber, 0, 0, 0, 0, static_cast<std::uint32_t>(mentions.size())});
  out.next_section();
  // Counting sort by place, for as many places as have room: rows keep the order of the documents.
  // A place with more rows than that is alone, and its rows need no sorting.
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  std::vector<PlacePosting> postings;
  for (std::size_t begin = 0, end = 0; begin < place_count; begin = end) {
    for (end = begin + 1; end < place_count && first[end + 1] - first[begin] <= at_once;) ++end;
    const std::size_t rows = first[end] - first[begin];
    if (rows == 0) continue;
    const bool alone = rows > at_once;
    if (!alone) postings.resize(rows);
    for_each_row(mentions, [&](std::uint32_t document, std::uint32_t row, const Mention& mention) {
      if (mention.place < begin || mention.place >= end) return;
      if (alone)
        out.write_value(PlacePosting{document, row});
      else
        postings[next[mention.place]++ - first[begin]] = {document, row};
    });
    if (!alone) out.write_array(postings);
  }
  out.finish();
}

}  // namespace byname
