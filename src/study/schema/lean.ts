import type * as v from 'valibot';

/** A schema of a type, without how it is made: that would be half a megabyte of declarations. */
export interface Schema<Type> extends v.GenericSchema<Type> {}

/** An optional entry of an object. */
export interface Optional<Type> extends v.ExactOptionalSchema<Schema<Type>, undefined> {}

/** The same schema; its type keeps what it accepts. */
export function lean<const Made extends v.GenericSchema>(made: Made): Schema<v.InferOutput<Made>> {
  return made as Schema<v.InferOutput<Made>>;
}

/** The same schema under the name of its type. Compiles only when both accept the same values. */
export function named<Type>(): <const Made extends v.GenericSchema>(
  made: Same<v.InferOutput<Made>, Type> extends true ? Made : never,
) => Schema<Type> {
  return (made) => made as Schema<Type>;
}

type Same<A, B> = [A, B] extends [B, A] ? true : false;
