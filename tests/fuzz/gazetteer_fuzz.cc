// Any bytes as a gazetteer: two tables divided by a form feed (one table without), loaded,
// compiled, and everything in it looked up again.
#include <algorithm>
#include <string>
#include <vector>

#include "places/compiled.h"
#include "places/gazetteer.h"
#include "places/gazetteer_loader.h"
#include "places/tsv.h"
#include "tests/fuzz/check.h"
#include "tests/support/temporary_directory.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname::fuzz {
namespace {

void check_gazetteer(const Gazetteer& gazetteer) {
  check(gazetteer.family.size() == gazetteer.places.size(), "every place has its family");
  PlaceNumber place = 0;
  for (const Name& name : gazetteer.names) {
    check(name.place < gazetteer.places.size(), "a name has a place");
    check(name.place >= place, "names are grouped by place");
    place = name.place;
    check(!name.text.empty() && is_valid_utf8(name.text), "a name is UTF-8");
  }
  for (const Place& p : gazetteer.places) {
    check(!p.id.empty() && is_valid_utf8(p.id), "an id is UTF-8");
    check(p.parent == kNoNumber || p.parent < gazetteer.places.size(), "a parent is a place");
  }
}

void check_compiled(const Gazetteer& gazetteer) {
  static const test::TemporaryDirectory directory;
  const auto path = directory.path() / "gazetteer";
  compile_gazetteer(gazetteer, path);
  const CompiledGazetteer compiled(path);
  compiled.verify();
  check(compiled.place_count() == gazetteer.places.size(), "every place is there");
  check(compiled.name_count() == gazetteer.names.size(), "every name is there");
  for (PlaceNumber i = 0; i < gazetteer.places.size(); ++i) {
    check(compiled.place(i) == gazetteer.places[i], "a place comes back");
    check(compiled.find_place(gazetteer.places[i].id) == i, "a place is found by its id");
    compiled.shown_name(i, "en");
  }
  std::vector<FormEntry> entries;
  for (NameNumber i = 0; i < gazetteer.names.size(); ++i) {
    check(compiled.name(i) == gazetteer.names[i], "a name comes back");
    const std::string key = fold(gazetteer.names[i].text);
    check(compiled.folded(i) == key, "a name has its key");
    compiled.forms(key, entries);
    check(std::any_of(entries.begin(), entries.end(),
                      [&](const FormEntry& e) { return e.name == i && e.is_name; }) ||
              key.empty(),
          "a name is found by its key");
  }
}

}  // namespace
}  // namespace byname::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  std::vector<GazetteerMessage> messages;
  GazetteerLoader loader(messages);
  const std::size_t end = all.find('\f');
  if (end == std::string_view::npos) {
    loader.add_names(TsvTable("names.tsv", all), PlacesOf::names);
  } else {
    loader.add_places(TsvTable("places.tsv", all.substr(0, end)));
    loader.add_names(TsvTable("names.tsv", all.substr(end + 1)), PlacesOf::listed);
  }
  const Gazetteer gazetteer = loader.finish();
  fuzz::check_gazetteer(gazetteer);
  if (!gazetteer.names.empty()) fuzz::check_compiled(gazetteer);
  return 0;
}
