//! Common parts of creating and updating.

/// Implements what one can say about the columns of a row; `$valid` is what a column must be
/// valid for, `$purpose` what the body is for.
macro_rules! columns {
    ($change:ident, $valid:ident, $purpose:ident) => {
        impl<R: Row> $change<R> {
            /// Creates an empty change.
            pub fn new() -> Self {
                Self { change: Change::new(R::table()), row: PhantomData }
            }

            /// Gives a column a value, or clears it if the value is an `Option` that is `None`. Whatever was said about
            /// the column before no longer counts.
            pub fn set<V, A: $valid, N, M>(
                mut self,
                column: Column<R, V, A, N>,
                value: impl IntoAssignment<V, N, M>,
            ) -> Self
            where
                Option<V>: Field,
            {
                match value.into_assignment() {
                    None => return self.with(column, Assignment::Value(Value::Null)),
                    value => self.change.set(column.index(), &value),
                }
                self
            }

            /// Leaves it to the service to check the values: lengths, ranges, formats and required columns.
            pub fn unchecked(mut self) -> Self {
                self.change.unchecked = true;
                self
            }

            /// Lets a lookup point to a row: an id or a [`Key`](crate::Key) of one of the tables that it can lead to,
            /// or what another row's lookup points to.
            pub fn bind<T: Target, A: $valid, N, M>(
                mut self,
                column: Column<R, Lookup<T>, A, N>,
                target: impl IntoTarget<T, M>,
            ) -> Self {
                self.change.bind(column.index(), target.into_target());
                self
            }

            /// Lets a lookup point to a row whose names the reference does not state: the navigation property
            /// (`parentcustomerid_account`, case matters) and the entity set (`accounts`).
            pub fn bind_to<T: Target, A: $valid, N>(
                self,
                column: Column<R, Lookup<T>, A, N>,
                navigation_property: impl Into<Cow<'static, str>>,
                entity_set: impl Into<Cow<'static, str>>,
                id: impl Into<Uuid>,
            ) -> Self {
                let (navigation_property, entity_set) = (navigation_property.into(), entity_set.into());
                self.with(column, Assignment::Named { navigation_property, entity_set, id: id.into() })
            }

            /// Takes a column's value away. A lookup on several tables is cleared through the navigation property of
            /// any of them: they are views of one value.
            pub fn clear<V, A: $valid, N: Nullable>(self, column: Column<R, V, A, N>) -> Self {
                self.with(column, Assignment::Value(Value::Null))
            }

            /// Clears a lookup whose navigation property the reference does not state (`parentcustomerid_account`,
            /// case matters).
            pub fn clear_through<T: Target, A: $valid, N: Nullable>(
                self,
                column: Column<R, Lookup<T>, A, N>,
                navigation_property: impl Into<Cow<'static, str>>,
            ) -> Self {
                self.with(column, Assignment::Cleared { navigation_property: navigation_property.into() })
            }

            /// Leaves a column out, whatever was said about it before.
            pub fn leave<V, A, N>(mut self, column: Column<R, V, A, N>) -> Self {
                self.change.columns.remove(&column.index());
                self
            }

            fn with<V, A, N>(mut self, column: Column<R, V, A, N>, assignment: Assignment) -> Self {
                self.change.columns.insert(column.index(), assignment);
                self
            }
        }

        /// The body of the request.
        impl<R> Serialize for $change<R> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                body::serialize(&self.change, Purpose::$purpose, serializer)
            }
        }

        impl<R: Row> Default for $change<R> {
            fn default() -> Self {
                Self::new()
            }
        }

        impl<R> Clone for $change<R> {
            fn clone(&self) -> Self {
                Self { change: self.change.clone(), row: PhantomData }
            }
        }

        impl<R> PartialEq for $change<R> {
            fn eq(&self, other: &Self) -> bool {
                self.change == other.change
            }
        }

        impl<R> fmt::Debug for $change<R> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.change.debug(stringify!($change), f)
            }
        }
    };
}

pub(super) use columns;
