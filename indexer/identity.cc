#include "indexer/identity.h"

#include <utility>

#include "indexer/readers/reader.h"
#include "schemas/hash.h"

namespace byname {

bool has_own_id(const Document& document) {
  const std::string& id = document.id;
  const std::string& path = document.path;
  if (!id.starts_with(path)) return true;
  return id.size() != path.size() && id[path.size()] != '#';
}

Identities::Identities(std::unordered_set<std::string> shared_paths, Taken taken)
    : shared_paths_(std::move(shared_paths)), taken_(std::move(taken)) {}

bool Identities::taken(const std::string& id) const { return taken_ && taken_(id); }

void Identities::qualify(Document& document) const {
  if (document.id.empty()) document.id = document.path;
  if (!has_own_id(document) && shared_paths_.contains(std::string(file_of_path(document.path)))) {
    document.id = document.root + "/" + document.id;
  }
}

// Equal posts on one page have equal uids; the second and later ones are counted.
void Identities::number_uid(Document& document) {
  std::string uid = document.uid;
  for (int count = 2; !uids_.insert(hash64(uid)).second; ++count) {
    uid = hex16(hash64(document.uid + "#" + std::to_string(count)));
  }
  document.uid = std::move(uid);
}

void Identities::first_pass(Document& document, std::uint32_t batch) {
  qualify(document);
  number_uid(document);
  const auto [first, added] = first_.try_emplace(hash64(document.id), First{batch});
  if (taken(document.id)) {
    clashes_.insert(document.id);
  } else if (added) {
    return;
  }
  first->second.shared = true;
  redo_.insert(first->second.batch);
  redo_.insert(batch);
}

void Identities::begin_second_pass() { uids_.clear(); }

void Identities::second_pass(Document& document) {
  const bool own = has_own_id(document);
  qualify(document);
  number_uid(document);
  const auto first = first_.find(hash64(document.id));
  if (first == first_.end() || !first->second.shared) return;
  shared_[document.id].insert(document.path);
  // Where a record's id is another document's path, the path keeps the name.
  if (!own && !taken(document.id) && given_.insert(hash64(document.id)).second) return;

  const std::string base = own                  ? document.path + "#" + document.id
                           : taken(document.id) ? document.root + "/" + document.id
                                                : document.id;
  std::string id = base;
  for (int count = 2; first_.contains(hash64(id)) || taken(id) || !given_.insert(hash64(id)).second;
       ++count) {
    id = base + "~" + std::to_string(count);
  }
  document.id = std::move(id);
}

}  // namespace byname
