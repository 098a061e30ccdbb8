// A published index one of whose files was damaged (the first byte chooses which, the second what
// is asked, the third how: patch.h): refused with an error, or the question is answered. Damaged
// tables of Xapian are always refused: Xapian itself crashes with them.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "schemas/error.h"
#include "schemas/hash.h"
#include "store/files.h"
#include "store/generation.h"
#include "store/ledger.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/index_world.h"
#include "tests/fuzz/patch.h"

namespace byname::fuzz {
namespace {

namespace fs = std::filesystem;

struct File {
  fs::path path;
  std::string whole;
  bool of_xapian = false;
};

// Everything that a reader opens, by name; the synonyms are for Xapian's own programs. All of it
// is made old: what is written later is seen to be.
std::vector<File> files_of(const fs::path& index) {
  std::vector<File> files;
  for (const auto& entry : fs::recursive_directory_iterator(index)) {
    const std::string name = entry.path().lexically_relative(index).string();
    if (!entry.is_regular_file() || name.find("lock") != std::string::npos ||
        name.find("synonyms") != std::string::npos)
      continue;
    fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(1));
    files.push_back(
        {entry.path(), read_file(entry.path()), name.find("xapian-") != std::string::npos});
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

std::uint64_t number_at(const std::string& bytes, std::size_t at) {
  std::uint64_t number = 0;
  if (at <= bytes.size() && bytes.size() - at >= sizeof number)
    std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

// The checksum of each document's record, which begins it.
void reseal_records(std::string& bytes) {
  const std::uint64_t records = number_at(bytes, 32);
  const std::uint64_t offsets = number_at(bytes, 56);
  const std::uint64_t count = number_at(bytes, 64) / 8;
  for (std::uint64_t i = 0; i + 1 < count && i < 100; ++i) {
    const std::uint64_t begin = number_at(bytes, offsets + i * 8);
    const std::uint64_t end = number_at(bytes, offsets + i * 8 + 8);
    if (end < begin || end - begin < 4 || records > bytes.size() || end > bytes.size() - records)
      continue;
    const auto sum = static_cast<std::uint32_t>(
        hash64(std::string_view(bytes).substr(records + begin + 4, end - begin - 4)));
    std::memcpy(bytes.data() + records + begin, &sum, sizeof sum);
  }
}

// The header of a table file: docs/index-format.md.
void reseal(std::string& bytes) {
  if (!bytes.starts_with("byname\r\n") || bytes.size() < 40) return;
  std::uint32_t sections = 0;
  std::memcpy(&sections, bytes.data() + 20, sizeof sections);
  const std::uint64_t summed = 32 + std::uint64_t{sections} * 24;
  if (summed + 8 > bytes.size()) return;
  if (bytes.compare(8, 8, "document") == 0) reseal_records(bytes);
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + 24, &size, sizeof size);
  const std::uint64_t sum = hash64(std::string_view(bytes).substr(0, summed));
  std::memcpy(bytes.data() + summed, &sum, sizeof sum);
}

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

void use(const fs::path& path, unsigned question) {
  const Index index = Index::open(path);
  if (question % 16 == 15) read_ledger(path / index.manifest().ledger);
  ask(index, question);
}

}  // namespace
}  // namespace byname::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  static const std::filesystem::path path = fuzz::index_world().path();
  static const std::vector<fuzz::File> files = fuzz::files_of(path);
  fuzz::Input input(data, size);
  const fuzz::File& file = files[input.byte() % files.size()];
  const unsigned question = input.byte();
  const std::uint8_t how = input.byte();
  std::string bytes = fuzz::damaged(file.whole, how, input);
  if (how & fuzz::kReseal) fuzz::reseal(bytes);
  fuzz::write(file.path, bytes);
  try {
    fuzz::use(path, question);
    fuzz::check(!file.of_xapian || bytes == file.whole, "a damaged table of Xapian is refused");
  } catch (const IndexError&) {
    fuzz::check(bytes != file.whole, "what is whole is not refused");
  }
  fuzz::write(file.path, file.whole);
  return 0;
}
