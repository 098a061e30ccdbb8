// A compiled gazetteer that was damaged (the first byte chooses what is asked, the second how:
// patch.h): refused, or the question is answered.
#include <array>
#include <fstream>
#include <string>
#include <vector>

#include "places/compiled.h"
#include "places/compiled_format.h"
#include "places/matcher.h"
#include "places/resolver.h"
#include "schemas/error.h"
#include "schemas/hash.h"
#include "store/files.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/patch.h"
#include "tests/fuzz/world.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_index.h"
#include "text/scanner.h"

namespace byname::fuzz {
namespace {

void reseal(std::string& image) {
  compiled::Header header{};
  if (image.size() < sizeof header) return;
  std::memcpy(&header, image.data(), sizeof header);
  header.file_size = image.size();
  header.header_hash = hash64(header.hashed());
  std::memcpy(image.data(), &header, sizeof header);
}

void find_mentions(const CompiledGazetteer& gazetteer) {
  static const std::string text = "Stepanakert, Нагорный Карабах, #Bakı, Shushada";
  static const TokenStream stream = [] {
    TokenStream s;
    scan(text, s);
    return s;
  }();
  static const std::vector<PartSpan> parts{
      {Part::body, 0, static_cast<std::uint32_t>(text.size())}};
  std::vector<Mention> mentions;
  NameMatcher(gazetteer).find({text, stream, parts, "en"}, mentions);
  for (const Mention& m : mentions)
    check(m.begin < m.end && m.end <= text.size(), "a mention lies inside the text");
}

void use(const CompiledGazetteer& gazetteer, unsigned question) {
  static constexpr std::array<std::string_view, 3> kTyped{"Степанакерт", "Bakku", "shusha"};
  switch (question % 4) {
    case 0:
      return read_everything(gazetteer);
    case 1:
      return find_mentions(gazetteer);
    case 2:
      resolve(gazetteer, kTyped[question / 4 % kTyped.size()]);
      return;
    default:
      gazetteer.verify();
  }
}

}  // namespace
}  // namespace byname::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  static const test::TemporaryDirectory directory;
  static const std::filesystem::path path = directory.path() / "gazetteer";
  static const std::string whole = [] {
    compile_gazetteer(test::small_gazetteer(), path);
    return read_file(path);
  }();
  fuzz::Input input(data, size);
  const unsigned question = input.byte();
  const std::uint8_t how = input.byte();
  std::string image = fuzz::damaged(whole, how, input);
  if (how & fuzz::kReseal) fuzz::reseal(image);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << image;
  try {
    const CompiledGazetteer gazetteer(path);
    fuzz::use(gazetteer, question);
    fuzz::check(question % 4 != 3 || image == whole || (how & fuzz::kReseal),
                "a changed byte is found by verify()");
  } catch (const IndexError&) {
    fuzz::check(image != whole, "what is whole is not refused");
  }
  return 0;
}
