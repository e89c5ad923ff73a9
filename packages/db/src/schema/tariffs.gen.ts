// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { date, doublePrecision, foreignKey, integer, numeric, pgTable, smallint, text, time, uuid } from 'drizzle-orm/pg-core';
import { standardColumns } from './standard-columns.ts';
import { factories } from './assets.gen.ts';

/** Emissions of a unit of energy, and from when to when they hold. */
export const carbonFactors = pgTable('carbon_factors', {
  ...standardColumns,
  /** Where it holds; null for every factory that has none of its own. */
  factoryId: uuid('factory_id'),
  /** Energy that is burnt or bought. */
  energySource: text('energy_source', { enum: ['electricity', 'gas', 'steam', 'compressed_air', 'diesel'] }).notNull().default(sql`'electricity'::text`),
  /** Grid or supplier. */
  region: text('region').notNull().default(sql`''::text`),
  /** Scope of the greenhouse gas protocol. */
  scope: integer('scope').notNull().default(sql`2`),
  /** Emission factor. */
  kgCo2ePerKwh: doublePrecision('kg_co2e_per_kwh').notNull(),
  /** First day. */
  validFrom: date('valid_from').notNull(),
  /** First day on which it does not hold any more; null while it holds. */
  validTo: date('valid_to'),
  /** Where the number comes from. */
  reference: text('reference').notNull().default(sql`''::text`),
}, (table) => [
  foreignKey({ name: 'carbon_factors_of_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }).onDelete('cascade'),
]);
export type CarbonFactor = typeof carbonFactors.$inferSelect;
export type NewCarbonFactor = typeof carbonFactors.$inferInsert;

/** Prices of energy, and from when to when they hold. */
export const energyTariffs = pgTable('energy_tariffs', {
  ...standardColumns,
  /** Where it holds; null for every factory that has none of its own. */
  factoryId: uuid('factory_id'),
  /** As on the contract. */
  name: text('name').notNull(),
  /** Energy that is paid for. */
  energySource: text('energy_source', { enum: ['electricity', 'gas', 'steam', 'compressed_air', 'diesel'] }).notNull().default(sql`'electricity'::text`),
  /** First day, by the clock of the factory. */
  validFrom: date('valid_from').notNull(),
  /** First day on which it does not hold any more; null while it holds. */
  validTo: date('valid_to'),
  /** Outside all periods. */
  pricePerKwh: numeric('price_per_kwh', { precision: 18, scale: 6 }).notNull(),
  /** For the peak of a billing period. */
  demandChargePerKw: numeric('demand_charge_per_kw', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Whatever is used. */
  fixedChargePerDay: numeric('fixed_charge_per_day', { precision: 18, scale: 4 }).notNull().default(sql`0`),
  /** Currency of all its prices. */
  currency: text('currency').notNull(),
}, (table) => [
  foreignKey({ name: 'energy_tariffs_of_factory', columns: [table.tenantId, table.factoryId], foreignColumns: [factories.tenantId, factories.id] }).onDelete('cascade'),
]);
export type EnergyTariff = typeof energyTariffs.$inferSelect;
export type NewEnergyTariff = typeof energyTariffs.$inferInsert;

/** Times of use: hours in which another price holds. */
export const energyTariffPeriods = pgTable('energy_tariff_periods', {
  ...standardColumns,
  /** The tariff. */
  energyTariffId: uuid('energy_tariff_id').notNull(),
  /** peak, off-peak. */
  name: text('name').notNull(),
  /** Where two periods hold, the one with the lower number counts. */
  priority: integer('priority').notNull().default(sql`1`),
  /** In which it holds, 1 to 12. */
  months: smallint('months').array().notNull().default(sql`'{1,2,3,4,5,6,7,8,9,10,11,12}'::smallint[]`),
  /** On which it holds, 1 Monday to 7 Sunday; after midnight the new day counts. */
  weekdays: smallint('weekdays').array().notNull().default(sql`'{1,2,3,4,5,6,7}'::smallint[]`),
  /** By the clock of the factory. */
  startsAt: time('starts_at').notNull(),
  /** By the clock of the factory, not included; not after starts_at for one that goes over midnight. */
  endsAt: time('ends_at').notNull(),
  /** In the tariff's currency. */
  pricePerKwh: numeric('price_per_kwh', { precision: 18, scale: 6 }).notNull(),
}, (table) => [
  foreignKey({ name: 'energy_tariff_periods_of_tariff', columns: [table.tenantId, table.energyTariffId], foreignColumns: [energyTariffs.tenantId, energyTariffs.id] }).onDelete('cascade'),
]);
export type EnergyTariffPeriod = typeof energyTariffPeriods.$inferSelect;
export type NewEnergyTariffPeriod = typeof energyTariffPeriods.$inferInsert;
