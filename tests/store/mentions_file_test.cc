// Rows by place, whatever the room for sorting them.
#include "store/mentions_file.h"

#include <gtest/gtest.h>

#include <random>

#include "schemas/error.h"
#include "store/files.h"
#include "store/index.h"
#include "tests/support/temporary_directory.h"

namespace byname::test {
namespace {

TEST(Places, AreTheSameWhateverTheRoomToSortThem) {
  const TemporaryDirectory directory;
  constexpr std::uint32_t kPlaces = 7;
  std::mt19937 random(1);
  MentionsWriter writer(directory.path() / "mentions");
  for (int document = 0; document < 60; ++document) {
    std::vector<Mention> mentions(random() % 9);
    for (Mention& mention : mentions) {
      mention.place = random() % 3 == 0 ? random() % (kPlaces - 1) : 2;  // the last has none
      mention.kind = static_cast<MentionKind>(random() % kMentionKindNames.size());
    }
    writer.add(mentions);
  }
  writer.finish();
  const MentionsFile mentions(directory.path() / "mentions");
  write_places(directory.path() / "places", mentions, kPlaces);
  const std::string expected = read_file(directory.path() / "places");
  for (const std::size_t room : {1, 10, 50, 100, 1000}) {
    write_places(directory.path() / "again", mentions, kPlaces, room);
    EXPECT_EQ(read_file(directory.path() / "again"), expected) << room;
  }

  const PlacesFile places(directory.path() / "places");
  std::size_t rows = 0;
  for (PlaceNumber place = 0; place < kPlaces; ++place) {
    const auto [first, last] = places.range(place);
    std::uint32_t documents = 0;
    std::uint32_t counted = 0xffffffff;
    for (std::size_t i = first; i < last; ++i, ++rows) {
      const PlacePosting posting = places.postings()[i];
      EXPECT_EQ(mentions[posting.row].place, place);
      EXPECT_GE(posting.row, mentions.first_row(posting.document));
      EXPECT_LT(posting.row, mentions.first_row(posting.document + 1));
      EXPECT_TRUE(i == first || places.postings()[i - 1].row < posting.row);
      if (is_mention(mentions[posting.row]) && counted != posting.document) {
        ++documents;
        counted = posting.document;
      }
    }
    EXPECT_EQ(places.count(place).documents, documents);
  }
  EXPECT_EQ(rows, mentions.size());
  EXPECT_THROW(write_places(directory.path() / "again", mentions, 2), IndexError);
}

}  // namespace
}  // namespace byname::test
