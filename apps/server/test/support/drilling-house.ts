import type { Access } from '../../src/kit/access/access.ts';
import { startTwoTenants, type TestTenant, type TwoTenants } from './two-tenants.ts';

/** Two tenants, one of them with a field, two wells, and a second person who may everything. */
export interface DrillingHouse extends TwoTenants {
  readonly wellId: string;
  /** A well in another field. */
  readonly farWellId: string;
  /** Calls of the second person. */
  readonly second: TestTenant['caller'];
  /** Makes a draft. */
  readonly draft: () => ReturnType<TestTenant['caller']['drilling']['programs']['create']>;
  /** Takes a transition of a program as it is now. */
  readonly move: (
    caller: TestTenant['caller'],
    programId: string,
    transition: Parameters<TestTenant['caller']['drilling']['programs']['move']>[0]['transition'],
    given?: { readonly reason?: string; readonly day?: string },
  ) => ReturnType<TestTenant['caller']['drilling']['programs']['move']>;
  /** Calls of a user of `acme` whose role is bound to the field of the first well. */
  readonly boundCaller: (given: Partial<Access>) => Promise<TestTenant['caller']>;
}

/** Content of a draft of these tests. */
export const CONTENT = {
  name: 'AUR-1 vertical',
  plannedDepthFt: 9_800,
  budget: 4_200_000.5,
  currency: 'USD',
};

/** Opens a database with wells to be drilled. */
export async function startDrillingHouse(): Promise<DrillingHouse> {
  const house = await startTwoTenants();
  const { database, acme } = house;
  const [ids] = await database.query<{
    wellId: string;
    farWellId: string;
    secondId: string;
    fieldId: string;
  }>(
    `WITH field AS (INSERT INTO fields (tenant_id, name) VALUES ($1, 'Aurora'), ($1, 'Boreal') RETURNING id, name),
       well AS (INSERT INTO wells (tenant_id, field_id, name) SELECT $1, id, left(upper(name), 3) || '-1' FROM field RETURNING id, name),
       person AS (INSERT INTO users (tenant_id, username, full_name) VALUES ($1, 'second', 'Second of acme') RETURNING id)
     SELECT (SELECT id FROM well WHERE name = 'AUR-1') AS "wellId", (SELECT id FROM well WHERE name = 'BOR-1') AS "farWellId",
       (SELECT id FROM field WHERE name = 'Aurora') AS "fieldId", person.id AS "secondId" FROM person`,
    [acme.tenantId],
  );
  const { wellId, farWellId, secondId, fieldId } = ids!;
  return {
    ...house,
    wellId,
    farWellId,
    second: acme.callerWith({ userId: secondId }),
    draft: () => acme.caller.drilling.programs.create({ wellId, ...CONTENT }),
    async move(caller, programId, transition, given = {}) {
      const { version } = await caller.drilling.programs.get({ programId });
      return caller.drilling.programs.move({
        programId,
        transition,
        expectedVersion: version,
        ...given,
      });
    },
    async boundCaller(given) {
      await database.query(
        `INSERT INTO user_roles (tenant_id, user_id, role_id) SELECT tenant_id, $2, id FROM roles WHERE tenant_id = $1 AND name = 'supervisor'
         ON CONFLICT DO NOTHING`,
        [acme.tenantId, secondId],
      );
      await database.query(
        `INSERT INTO user_role_scopes (tenant_id, user_id, role_id, field_id)
         SELECT tenant_id, $2, id, $3 FROM roles WHERE tenant_id = $1 AND name = 'supervisor'`,
        [acme.tenantId, secondId, fieldId],
      );
      return acme.callerWith({ userId: secondId, ...given });
    },
  };
}
