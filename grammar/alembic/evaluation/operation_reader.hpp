#pragma once
/// Private to this folder: one call of `op` or of a batch as an operation. The parameters are those
/// of Alembic 1.19 (Alembic documentation, "Operation Reference"). Throw NotKnown.

#include "grammar/alembic/evaluation/given.hpp"

namespace athanor::alembic {

Operation read_operation(const std::string& name, Given& given);
BatchOperation read_batch_operation(const std::string& name, const TableName& table, Given& given);

}  // namespace athanor::alembic
