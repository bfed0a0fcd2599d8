//! Checks that list what a column may hold.

use sqlparser::ast::{BinaryOperator, Expr, UnaryOperator, Value};

/// The column of a check, and its values, if the check is nothing but a list of them: `a IN ('x', 'y')`,
/// `a = ANY (ARRAY['x', 'y'])`, `a = 'x' OR a = 'y'`, each with or without `a IS NULL OR`.
pub(super) fn values(check: &Expr) -> Option<(String, Vec<String>)> {
    match check {
        Expr::Nested(inner) => values(inner),
        Expr::InList { expr, list, negated: false } => {
            Some((column(expr)?, list.iter().map(value).collect::<Option<_>>()?))
        }
        Expr::AnyOp { left, compare_op: BinaryOperator::Eq, right, .. } => {
            Some((column(left)?, array(right)?))
        }
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } => match &**right {
            // The grammar of some dialects takes `ANY (…)` for a function.
            Expr::Function(_) => None,
            right => Some((column(left)?, vec![value(right)?])),
        },
        Expr::BinaryOp { left, op: BinaryOperator::Or, right } => match (&**left, &**right) {
            (Expr::IsNull(_), other) | (other, Expr::IsNull(_)) => values(other),
            (left, right) => {
                let (column, mut values_of_left) = values(left)?;
                let (other, values_of_right) = values(right)?;
                values_of_left.extend(values_of_right);
                (column == other).then_some((column, values_of_left))
            }
        },
        _ => None,
    }
}

fn column(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Identifier(ident) => Some(ident.value.clone()),
        Expr::CompoundIdentifier(parts) => parts.last().map(|ident| ident.value.clone()),
        Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => column(inner),
        _ => None,
    }
}

fn array(expr: &Expr) -> Option<Vec<String>> {
    match expr {
        Expr::Array(array) => array.elem.iter().map(value).collect(),
        Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => array(inner),
        Expr::Tuple(list) => list.iter().map(value).collect(),
        _ => None,
    }
}

fn value(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => value(inner),
        Expr::UnaryOp { op: UnaryOperator::Minus, expr } => value(expr).map(|number| format!("-{number}")),
        Expr::Value(literal) => match &literal.value {
            Value::Number(number, _) => Some(number.clone()),
            Value::SingleQuotedString(text)
            | Value::NationalStringLiteral(text)
            | Value::EscapedStringLiteral(text)
            | Value::DoubleQuotedString(text) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}
