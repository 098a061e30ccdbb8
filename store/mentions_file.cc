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

void write_places(const std::filesystem::path& path, const MentionsFile& mentions,
                  std::size_t place_count) {
  // Counting sort by place: rows keep the order of the documents.
  std::vector<std::uint32_t> first(place_count + 1, 0);
  for (std::size_t row = 0; row < mentions.size(); ++row) {
    const PlaceNumber place = mentions[row].place;
    if (place >= place_count)
      throw IndexError("a mention of place " + std::to_string(place) +
                       ", which this gazetteer has not; run `indexer rebuild`");
    ++first[place + 1];
  }
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<PlacePosting> postings(mentions.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::size_t document = 0; document < mentions.documents(); ++document) {
    for (std::uint32_t row = mentions.first_row(document); row < mentions.first_row(document + 1);
         ++row)
      postings[next[mentions[row].place]++] = {static_cast<std::uint32_t>(document), row};
  }
  TableWriter out(path, "places", 2);
  for (std::size_t place = 0; place < place_count; ++place) {
    if (first[place] == first[place + 1]) continue;
    PlaceCount count;
    bool counted = false;
    for (std::size_t i = first[place]; i < first[place + 1]; ++i) {
      if (i > first[place] && postings[i].document != postings[i - 1].document) counted = false;
      count_mention(mentions[postings[i].row], count, counted);
    }
    out.write_value(PlacesFile::Entry{static_cast<PlaceNumber>(place), count.documents,
                                      count.mentions, count.asides, count.rejected, first[place]});
  }
  out.write_value(
      PlacesFile::Entry{kNoNumber, 0, 0, 0, 0, static_cast<std::uint32_t>(mentions.size())});
  out.next_section();
  out.write_array(postings);
  out.finish();
}

}  // namespace byname
