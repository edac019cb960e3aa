/**
 * The package reads for itself what fields send and how requests connect. n8n's `RoutingNode` does the same for a node
 * that it runs by its description: whatever is set, both come to the same.
 */
import fc from 'fast-check';
import type {
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { brightRiver } from '../../../nodes/BrightRiver/api/service';
import { resources as brightRiverResources } from '../../../nodes/BrightRiver/resources';
import { Client } from '../../../nodes/shared/client/client';
import type { Service } from '../../../nodes/shared/client/service';
import { sessionOf } from '../../../nodes/shared/client/session';
import { connectionOf } from '../../../nodes/shared/operation/connection';
import type { Resource } from '../../../nodes/shared/operation/define';
import { Item } from '../../../nodes/shared/operation/item';
import { skyfish } from '../../../nodes/Skyfish/api/service';
import { resources as skyfishResources } from '../../../nodes/Skyfish/resources';
import { execute } from '../../../tools/n8n-engine/engine';
import { prepared } from '../../../tools/n8n-engine/preparedNodeType';
import { seeded } from '../../support/seeded';
import { credentialTypes, nodeTypes } from '../support/installed';

type NodeName = 'brightRiver' | 'skyfish';
const services: Record<NodeName, [Service, Resource[]]> = {
	brightRiver: [brightRiver, brightRiverResources],
	skyfish: [skyfish, skyfishResources],
};

/** A node with the fields of a real one, which gives what n8n made of them and what the package makes of them. */
function comparing(name: NodeName): INodeType {
	const [service, resources] = services[name];
	const { description } = nodeTypes[name];
	async function pagination(
		this: IExecutePaginationFunctions,
		{ options }: { options: IHttpRequestOptions },
	) {
		const client = new Client(this, sessionOf(service, this, {}));
		const chosen = this.getNodeParameter('operation');
		const operation = resources
			.find(({ value }) => value === this.getNodeParameter('resource'))!
			.operations.find(({ value }) => value === chosen)!;
		const { body, query } = new Item(this, client, operation);
		const { body: n8nBody, qs, allowedDomains, proxy, timeout } = options;
		const { skipSslCertificateValidation } = options;
		const connection = { allowedDomains, proxy, skipSslCertificateValidation, timeout };
		return [
			{
				json: { package: { body, query }, n8n: { body: n8nBody, query: qs }, connection } as never,
			},
		];
	}
	// Only what sends something is filled in.
	const properties = description.properties.map((one) => ({ ...one, required: false }));
	const requestOperations = { pagination: pagination as never };
	return prepared({ description: { ...description, properties, requestOperations } } as INodeType);
}

const compared = { brightRiver: comparing('brightRiver'), skyfish: comparing('skyfish') };
const tokens = { baseUrl: 'https://api.example.com', token: 'token' };

/** What a node gives for one item, or the message it fails with. */
async function run(
	type: NodeName,
	nodeType: INodeType,
	parameters: object,
	credential: object = {},
	json: IDataObject = {},
): Promise<IDataObject | string> {
	const { data } = await execute(
		{ nodeTypes: { [type]: nodeType }, credentialTypes },
		{
			type,
			parameters: parameters as never,
			credentials: { [`${type}Api`]: { ...tokens, ...credential } },
			input: [{ json }],
		},
	);
	const [task] = Object.values(data.resultData.runData)[0] ?? [];
	return task?.error?.message ?? data.resultData.error?.message ?? task.data!.main[0]![0].json;
}

const itemField = (name: string) => `={{ $json.${name} }}`;
const item = fc.record({
	text: fc.stringMatching(/^[\w.-]{0,12}$/),
	number: fc.integer(),
	none: fc.constant(null),
});
const text = fc.oneof(
	fc.stringMatching(/^[\w.-]{1,12}$/),
	fc.constantFrom('', ...['text', 'number', 'none', 'missing'].map(itemField), '={{ 1 + 1 }}'),
);

/** What an operator may enter in a field. */
function entered({ type, options }: INodeProperties): fc.Arbitrary<unknown> {
	if (type === 'boolean') return fc.boolean();
	if (type === 'number') return fc.oneof(fc.integer(), fc.constant(itemField('number')));
	if (type !== 'options' || !options) return text;
	return fc.constantFrom(...(options as INodePropertyOptions[]).map(({ value }) => value));
}

/** Some or all of these fields, each with something in it. */
function filledIn(fields: INodeProperties[]): fc.Arbitrary<IDataObject> {
	const values = fields.map((field) => [field.name, entered(field)] as const);
	return fc.record(Object.fromEntries(values), { requiredKeys: [] }) as fc.Arbitrary<IDataObject>;
}

const sends = ({ routing }: INodeProperties) => routing?.send?.property !== undefined;
const inside = ({ type, options }: INodeProperties) =>
	type === 'collection' ? ((options ?? []) as INodeProperties[]).filter(sends) : [];

/** All operations of which a field sends something, with what an operator may enter in those fields. */
const cases = (Object.keys(services) as NodeName[]).flatMap((name) =>
	services[name][1].flatMap((resource) =>
		resource.operations
			.filter(({ fields }) => fields.some((field) => sends(field) || inside(field).length > 0))
			.map(({ value, fields }) => {
				const collections = fields.filter((field) => inside(field).length > 0);
				const parameters = fc
					.tuple(
						filledIn(fields.filter(sends)),
						fc.record(
							Object.fromEntries(collections.map((one) => [one.name, filledIn(inside(one))])),
						),
					)
					.map(([own, more]) => ({
						...{ resource: resource.value, operation: value },
						...own,
						...more,
					}));
				return { name, operation: `${resource.value} ${value}`, parameters };
			}),
	),
);

/** The package makes a text of what goes into a field for text, and a list of a list's words. */
const asTexts = (sent: unknown) =>
	JSON.parse(JSON.stringify(sent), (_, value: unknown) =>
		Array.isArray(value) && value.length <= 1
			? (value[0] ?? '')
			: typeof value === 'number'
				? String(value)
				: value,
	) as unknown;

it.each(cases)('what the fields of $name, $operation send', async ({ name, parameters }) => {
	await fc.assert(
		fc.asyncProperty(parameters, item, async (set, json) => {
			const said = await run(name, compared[name], set, {}, json);
			const { package: ours, n8n } = said as Record<string, IDataObject>;
			expect(asTexts(ours)).toEqual(asTexts(n8n));
		}),
		seeded(25),
	);
});

it('is said of many operations', () => {
	expect(cases.length).toBeGreaterThan(15);
});

describe('how requests connect', () => {
	const connecting: INodeType = {
		...nodeTypes.brightRiver,
		customOperations: {
			job: {
				async get() {
					return [[{ json: { connection: await connectionOf(this, brightRiver) } as never }]];
				},
			},
		},
	};
	const address = fc
		.record({
			scheme: fc.constantFrom('http', 'https'),
			user: fc.constantFrom('', 'me:secret@', 'me:p%40ss@'),
			host: fc.constantFrom('proxy.example.com', '10.0.0.1', '[::1]'),
			port: fc.integer({ min: 81, max: 442 }),
		})
		.map(({ scheme, user, host, port }) => `${scheme}://${user}${host}:${port}`);
	const options = fc.record(
		{
			proxy: fc.oneof(address, fc.constantFrom('', 'proxy.example.com', 'not an address')),
			timeout: fc.integer({ min: 0, max: 600_000 }),
			allowUnauthorizedCerts: fc.boolean(),
		},
		{ requiredKeys: [] },
	);
	const restricted = fc.record(
		{
			allowedHttpRequestDomains: fc.constantFrom('all', 'domains', 'none', ''),
			allowedDomains: fc.constantFrom('', ' ', 'api.example.com', ' a.example, *.b.example '),
		},
		{ requiredKeys: [] },
	);

	it('is the same', async () => {
		await fc.assert(
			fc.asyncProperty(options, restricted, async (requestOptions, credential) => {
				const set = { resource: 'job', operation: 'get', jobId: '7', requestOptions };
				const [ours, n8n] = await Promise.all(
					[connecting, compared.brightRiver].map(
						async (nodeType) => await run('brightRiver', nodeType, set, credential),
					),
				);
				const connectionIn = (said: IDataObject | string) =>
					typeof said === 'string' ? 'refused' : said.connection;
				expect(connectionIn(ours)).toEqual(connectionIn(n8n));
			}),
			seeded(200),
		);
	});
});
