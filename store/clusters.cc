#include "store/clusters.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "schemas/hash.h"
#include "store/columns.h"

namespace byname {
namespace {

constexpr std::uint32_t kNoSignature = 0xffffffff;
// Rows of a band: documents are compared if all of one band is equal.
constexpr std::size_t kRows = 4;
constexpr std::size_t kBands = kSignatureBins / kRows;

std::uint64_t band_of(const Signature& signature, std::size_t band) {
  const char* begin = reinterpret_cast<const char*>(signature.data() + band * kRows);
  return hash64({begin, kRows * sizeof(std::uint16_t)}, band + 1);
}

}  // namespace

SignaturesFile::SignaturesFile(const std::filesystem::path& path)
    : file_(path, "signatur", 3),
      texts_(file_.array<std::uint64_t>(0)),
      numbers_(file_.array<std::uint32_t>(1)),
      signatures_(file_.array<Signature>(2)) {
  if (numbers_.size() != texts_.size()) throw_damaged(file_.name(), "number of entries");
}

std::optional<Signature> SignaturesFile::signature(std::size_t document) const {
  const std::uint32_t number = numbers_[document];
  if (number == kNoSignature) return std::nullopt;
  return signatures_[number];
}

void SignaturesWriter::add(std::uint64_t text_hash, const std::optional<Signature>& signature) {
  texts_.push_back(text_hash);
  numbers_.push_back(signature ? static_cast<std::uint32_t>(signatures_.size()) : kNoSignature);
  if (signature) signatures_.push_back(*signature);
}

void SignaturesWriter::append(const SignaturesFile& file) {
  for (std::size_t i = 0; i < file.documents(); ++i) add(file.text_hash(i), file.signature(i));
}

void SignaturesWriter::finish() {
  TableWriter out(path_, "signatur", 3);
  out.write_array(texts_);
  out.next_section();
  out.write_array(numbers_);
  out.next_section();
  out.write_array(signatures_);
  out.finish();
}

void Clusters::know(const SignaturesFile& signatures, const ColumnsFile& columns) {
  for (std::size_t i = 0; i < signatures.documents(); ++i)
    if (const auto signature = signatures.signature(i)) put(*signature, columns.cluster(i));
}

std::uint64_t Clusters::assign(const std::optional<Signature>& signature, std::uint64_t text_hash) {
  text_hash = std::max<std::uint64_t>(text_hash, 1);
  if (!signature) return text_hash;
  if (const auto cluster = like(*signature)) return *cluster;
  put(*signature, text_hash);
  return text_hash;
}

std::optional<std::uint64_t> Clusters::like(const Signature& signature) const {
  if (slots_.empty()) return std::nullopt;
  const Known* best = nullptr;
  double most = 0;
  for (std::size_t band = 0; band < kBands; ++band) {
    const std::uint64_t key = band_of(signature, band);
    for (std::size_t at = key & (slots_.size() - 1); slots_[at].known != 0;
         at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].band != key) continue;
      const Known& other = known_[slots_[at].known - 1];
      const double share = similarity(signature, other.signature);
      if (share >= kSimilar && share > most) {
        best = &other;
        most = share;
      }
      break;
    }
  }
  if (!best) return std::nullopt;
  return best->cluster;
}

void Clusters::put(const Signature& signature, std::uint64_t cluster) {
  known_.push_back({signature, cluster});
  for (std::size_t band = 0; band < kBands; ++band) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    const std::uint64_t key = band_of(signature, band);
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at].known != 0 && slots_[at].band != key) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at].known != 0) continue;
    slots_[at] = {key, static_cast<std::uint32_t>(known_.size())};
    ++used_;
  }
}

void Clusters::grow() {
  std::vector<Slot> old(std::max<std::size_t>(1024, slots_.size() * 2));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.known == 0) continue;
    std::size_t at = slot.band & (slots_.size() - 1);
    while (slots_[at].known != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace byname
