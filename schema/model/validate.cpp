#include "schema/model/validate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "schema/model/keys.hpp"
#include "schema/sql_text.hpp"

namespace athanor::model {
namespace {

/// A table that is being checked, for messages: `table "users"`, `index`.
struct Subject {
  const KeyGroup& group;
  const std::string* name;  ///< null where it has none
};

std::string label(const Subject& subject) {
  if (!subject.name) return std::string(subject.group.noun);
  return fmt::format("{} \"{}\"", subject.group.noun, *subject.name);
}

bool is_scalar(const Value& value) {
  return !value.array() && !value.fields() && !std::holds_alternative<Moment>(value.data);
}

/// Whether a value has the outer shape of a form; what is inside is checked after.
bool fits(const Form& form, const Value& value) {
  switch (form.shape) {
    case Shape::Text:
    case Shape::ChoiceOfColumns:
      return value.text() != nullptr;
    case Shape::Boolean:
      return value.boolean() != nullptr;
    case Shape::Integer:
      return value.integer() != nullptr;
    case Shape::Scalar:
      return is_scalar(value);
    case Shape::Texts:
    case Shape::Objects:
    case Shape::Mixed:
      return value.array() != nullptr;
    case Shape::Scalars:
    case Shape::TextMap:
    case Shape::Object:
    case Shape::ObjectMap:
    case Shape::MixedMap:
      return value.fields() != nullptr;
    case Shape::Anything:
      return true;
  }
  return false;
}

class Validator {
 public:
  Validator(const std::vector<std::string>& dialects, Diagnostics& out)
      : dialects_(dialects), out_(out) {}

  void check_fields(const Subject& subject, const Fields& fields) {
    for (const auto& entry : fields) {
      if (const Key* key = find_key(subject.group, entry.key)) {
        check_value(*key, entry.value);
      } else if (is_dialect(entry.key) && takes_overrides(subject.group)) {
        check_overrides(subject, entry);
      } else {
        unknown_key(subject, entry);
      }
    }
  }

 private:
  bool is_dialect(const std::string& name) const {
    return std::find(dialects_.begin(), dialects_.end(), name) != dialects_.end();
  }

  static bool takes_overrides(const KeyGroup& group) {
    return std::any_of(group.keys.begin(), group.keys.end(),
                       [](const Key& key) { return key.override_by == Override::Allowed; });
  }

  void check_overrides(const Subject& subject, const Entry& overrides) {
    if (!overrides.value.fields()) {
      out_.error(overrides.value.place,
                 fmt::format("\"{0}\" expects the keys that {0} overrides, found {1}",
                             overrides.key, describe(overrides.value)));
      return;
    }
    for (const auto& entry : *overrides.value.fields()) {
      const Key* key = find_key(subject.group, entry.key);
      if (!key) {
        unknown_key(subject, entry);
      } else if (key->override_by == Override::Forbidden) {
        out_.error(entry.place, fmt::format("\"{}\" of a {} is the same in every dialect",
                                            entry.key, subject.group.noun));
      } else {
        check_value(*key, entry.value);
      }
    }
  }

  void unknown_key(const Subject& subject, const Entry& entry) {
    if (entry.value.fields() && takes_overrides(subject.group) &&
        !nearest(entry.key, dialects_).empty()) {
      out_.error(entry.place,
                 fmt::format("unknown dialect \"{}\" in {}", entry.key, label(subject)),
                 did_you_mean(entry.key, dialects_));
      return;
    }
    std::vector<std::string> known;
    for (const auto& key : subject.group.keys) known.emplace_back(key.name);
    bool root = &subject.group == &keys_of(Group::Root);
    auto what = root ? fmt::format("unknown kind of object \"{}\"", entry.key)
                     : fmt::format("unknown key \"{}\" in {}", entry.key, label(subject));
    out_.error(entry.place, what, did_you_mean(entry.key, known));
  }

  void check_value(const Key& key, const Value& value) {
    for (const auto& form : key.forms) {
      if (!fits(form, value)) continue;
      check_inside(key, form, value);
      return;
    }
    std::vector<std::string_view> expected;
    for (const auto& form : key.forms) expected.push_back(describe(form));
    wrong(value, fmt::format("\"{}\"", key.name), fmt::format("{}", fmt::join(expected, " or ")));
  }

  void wrong(const Value& value, std::string_view what, std::string_view expected) {
    out_.error(value.place,
               fmt::format("{} expects {}, found {}", what, expected, describe(value)));
  }

  void check_inside(const Key& key, const Form& form, const Value& value) {
    switch (form.shape) {
      case Shape::Text:
        return check_choice(key, *value.text(), value.place);
      case Shape::ChoiceOfColumns:
        return check_choice(
            key, trim(std::string_view(*value.text()).substr(0, value.text()->find('('))),
            value.place);
      case Shape::Texts:
      case Shape::Objects:
      case Shape::Mixed:
        return check_elements(key, form, value);
      case Shape::Scalars:
      case Shape::TextMap:
      case Shape::ObjectMap:
      case Shape::MixedMap:
        return check_named(form, *value.fields());
      case Shape::Object:
        return check_fields({keys_of(form.group), nullptr}, *value.fields());
      case Shape::Boolean:
      case Shape::Integer:
      case Shape::Scalar:
      case Shape::Anything:
        return;
    }
  }

  void check_choice(const Key& key, std::string_view word, const Place& place) {
    if (key.choices.empty() ||
        std::find(key.choices.begin(), key.choices.end(), word) != key.choices.end()) {
      return;
    }
    std::vector<std::string> known(key.choices.begin(), key.choices.end());
    auto notes = did_you_mean(word, known);
    if (notes.empty()) notes = {fmt::format("it is one of \"{}\"", fmt::join(known, "\", \""))};
    out_.error(place, fmt::format("\"{}\" cannot be \"{}\"", key.name, word), notes);
  }

  void check_elements(const Key& key, const Form& form, const Value& value) {
    // An object of no dialect would be left out of every one without a word.
    if (value.array()->empty() && key.name == "dialects")
      out_.error(value.place, "\"dialects\" is empty");
    for (const auto& element : *value.array()) {
      if (form.shape != Shape::Objects && element.text()) {
        if (key.name == "dialects") check_dialect(element);
      } else if (form.shape != Shape::Texts && element.fields()) {
        check_object(form.group, element);
      } else {
        std::string_view expected = form.shape == Shape::Texts     ? "a string"
                                    : form.shape == Shape::Objects ? "a table"
                                                                   : "a string or a table";
        wrong(element, fmt::format("an element of \"{}\"", key.name), expected);
      }
    }
  }

  void check_dialect(const Value& value) {
    if (is_dialect(*value.text())) return;
    out_.error(value.place, fmt::format("unknown dialect \"{}\"", *value.text()),
               did_you_mean(*value.text(), dialects_));
  }

  void check_object(Group group, const Value& element) {
    const Entry* name = find(*element.fields(), "name");
    check_fields({keys_of(group), name ? name->value.text() : nullptr}, *element.fields());
  }

  void check_named(const Form& form, const Fields& fields) {
    for (const auto& entry : fields) {
      bool text = form.shape == Shape::TextMap || form.shape == Shape::MixedMap;
      bool object = form.shape == Shape::ObjectMap || form.shape == Shape::MixedMap;
      if ((text && entry.value.text()) || (form.shape == Shape::Scalars && is_scalar(entry.value)))
        continue;
      if (object && entry.value.fields()) {
        check_fields({keys_of(form.group), &entry.key}, *entry.value.fields());
        continue;
      }
      std::string_view expected = form.shape == Shape::TextMap    ? "a string"
                                  : form.shape == Shape::MixedMap ? "a string or a table"
                                  : object                        ? "a table"
                                                                  : describe(Form{Shape::Scalar});
      auto what = object ? fmt::format("{} \"{}\"", keys_of(form.group).noun, entry.key)
                         : fmt::format("\"{}\"", entry.key);
      wrong(entry.value, what, expected);
    }
  }

  const std::vector<std::string>& dialects_;
  Diagnostics& out_;
};

}  // namespace

void validate(const Value& document, const std::vector<std::string>& known_dialects,
              Diagnostics& out) {
  Validator(known_dialects, out).check_fields({keys_of(Group::Root), nullptr}, *document.fields());
}

}  // namespace athanor::model
