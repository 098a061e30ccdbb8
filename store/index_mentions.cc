#include "store/open_index.h"

namespace byname {

std::vector<Mention> Index::mentions(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  const MentionsFile& rows = segment.files->mentions;
  std::vector<Mention> result;
  const std::uint32_t end = rows.first_row(local + 1);
  const std::uint32_t size = text_size(number);
  for (std::uint32_t row = rows.first_row(local); row < end; ++row) {
    const Mention& mention = result.emplace_back(rows[row]);
    if (mention.begin > mention.end || mention.end > size)
      throw_damaged(segment.files->directory.string(), "a mention's bytes");
  }
  return result;
}

void Index::mentions_of(PlaceNumber place,
                        const std::function<void(DocumentNumber, const Mention&)>& visit) const {
  for (const OpenSegment& segment : rep_->segments) {
    const PlacesFile& places = segment.files->places;
    const auto [first, last] = places.range(place);
    for (std::size_t i = first; i < last; ++i) {
      const PlacePosting posting = places.postings()[i];
      if (posting.document >= segment.size())
        throw_damaged(segment.files->directory.string(), "a mention's document");
      if (segment.gone(posting.document)) continue;
      visit(segment.base + posting.document, segment.files->mentions[posting.row]);
    }
  }
}

void Index::Rep::find_deleted_counts() {
  deleted_counts.emplace();
  for (const OpenSegment& segment : segments) {
    const MentionsFile& rows = segment.files->mentions;
    for (const std::uint32_t local : segment.deleted) {
      std::unordered_map<PlaceNumber, bool> counted;  // in this document
      for (std::uint32_t row = rows.first_row(local); row < rows.first_row(local + 1); ++row) {
        const Mention mention = rows[row];
        count_mention(mention, (*deleted_counts)[mention.place], counted[mention.place]);
      }
    }
  }
}

PlaceCount Index::count(PlaceNumber place) const {
  PlaceCount total;
  for (const OpenSegment& segment : rep_->segments) {
    const PlaceCount part = segment.files->places.count(place);
    total.documents += part.documents;
    total.mentions += part.mentions;
    total.asides += part.asides;
    total.rejected += part.rejected;
  }
  if (!rep_->deleted_counts) rep_->find_deleted_counts();
  const auto gone = rep_->deleted_counts->find(place);
  if (gone == rep_->deleted_counts->end()) return total;
  total.documents -= gone->second.documents;
  total.mentions -= gone->second.mentions;
  total.asides -= gone->second.asides;
  total.rejected -= gone->second.rejected;
  return total;
}

}  // namespace byname
