/**
 * Who may import whom: `npm run lint:structure`. The rooms are those of CONTRIBUTING.md; each rule says
 * why it is one.
 */

/** What only helps while developing: nothing that ships or runs for others needs it. */
const development = '^(tools|demo|bench|test)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment:
				'Of two files that import each other neither can be read, tried or changed alone, and which of ' +
				'them is ready first depends on who was asked for first.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},

		{
			name: 'no-dead-ends',
			comment: 'A rule cannot judge an import that leads nowhere.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},

		// What ships.
		{
			name: 'nodes-stand-alone',
			comment:
				'What ships has no dependencies: n8n brings n8n-workflow, and of Node itself n8n allows nodes ' +
				'cryptography alone.',
			severity: 'error',
			from: { path: '^nodes/' },
			to: { pathNot: ['^nodes/', '^node_modules/n8n-workflow/', '^(node:)?crypto$'] },
		},
		{
			name: 'credentials-know-only-nodes',
			comment: 'A credential ships with the nodes, under the same rules.',
			severity: 'error',
			from: { path: '^credentials/' },
			to: {
				pathNot: ['^credentials/', '^nodes/', '^node_modules/n8n-workflow/', '^(node:)?crypto$'],
			},
		},
		{
			name: 'shared-knows-no-service',
			comment: 'What both services use must hold for a third one too.',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^nodes/(BrightRiver|Skyfish)/' },
		},
		{
			name: 'bright-river-without-skyfish',
			comment: 'Each service is published as a package of its own.',
			severity: 'error',
			from: { path: '^nodes/BrightRiver/' },
			to: { path: '^nodes/Skyfish/' },
		},
		{
			name: 'skyfish-without-bright-river',
			comment: 'Each service is published as a package of its own.',
			severity: 'error',
			from: { path: '^nodes/Skyfish/' },
			to: { path: '^nodes/BrightRiver/' },
		},
		{
			name: 'nobody-imports-a-node',
			comment:
				'A *.node.ts is where n8n comes in: it only says what the node can do. What others need of it ' +
				'belongs into a file of its own.',
			severity: 'error',
			from: { pathNot: '^test/' },
			to: { path: '\\.node\\.ts$' },
		},
		{
			name: 'api-at-the-bottom',
			comment: 'What a vendor’s API is does not depend on what n8n makes of it.',
			severity: 'error',
			from: { path: '^nodes/[^/]+/api/' },
			to: { path: '^nodes/[^/]+/(resources/|trigger/|fields\\.ts$|lists\\.ts$)' },
		},

		// The sandbox.
		{
			name: 'sandbox-stands-alone',
			comment:
				'The sandbox is written from the vendors’ documents. If it shared code with the nodes, both ' +
				'would be wrong together and no test would notice. The list of statuses is the document’s own.',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: {
				path: ['^nodes/', '^credentials/', development],
				pathNot: '^nodes/BrightRiver/api/statuses\\.ts$',
			},
		},
		{
			name: 'server-and-work-serve-any-service',
			comment: 'How answers travel and when work is done has nothing to do with whose it is.',
			severity: 'error',
			from: { path: '^sandbox/(server|work)/' },
			to: { path: '^sandbox/(brightRiver|skyfish|control|board|cli)/' },
		},
		{
			name: 'services-do-not-know-who-steers',
			comment:
				'Control, board and command line stand on top of the services; nothing below imports them.',
			severity: 'error',
			from: { path: '^sandbox/(brightRiver|skyfish)/' },
			to: { path: '^sandbox/(control|board|cli)/' },
		},
		{
			name: 'domain-without-doors',
			comment: 'What a service knows and does is the same, whichever way it is reached.',
			severity: 'error',
			from: { path: '^sandbox/[^/]+/domain/' },
			to: { path: '^sandbox/[^/]+/(api|storage)/' },
		},
		{
			name: 'board-and-control-apart',
			comment: 'The board is a page that uses the control routes, as anybody may.',
			severity: 'error',
			from: { path: '^sandbox/(board|control)/' },
			to: { path: '^sandbox/(board|control|cli)/', pathNot: '^sandbox/$1/' },
		},
		{
			name: 'services-do-not-know-each-other',
			comment: 'They are two vendors.',
			severity: 'error',
			from: { path: '^sandbox/(brightRiver|skyfish)/' },
			to: { path: '^sandbox/(brightRiver|skyfish)/', pathNot: '^sandbox/$1/' },
		},

		// What helps while developing.
		{
			name: 'tools-at-the-bottom',
			comment: 'Demo, benchmark and tests share what is in tools/; it knows none of them.',
			severity: 'error',
			from: { path: '^tools/' },
			to: { path: '^(demo|bench|test)/' },
		},
		{
			name: 'check-live-reads-for-itself',
			comment:
				'What a real account does is judged by the documents: a mistake that nodes and sandbox share ' +
				'would be overlooked by a check that shares their code.',
			severity: 'error',
			from: { path: '^tools/check-live/' },
			to: { path: '^(nodes|credentials|sandbox)/' },
		},
		{
			name: 'demo-and-bench-apart',
			comment: 'What both need belongs into tools/.',
			severity: 'error',
			from: { path: '^(demo|bench)/' },
			to: { path: '^(demo|bench)/', pathNot: '^$1/' },
		},
		{
			name: 'tests-are-for-tests',
			comment: 'What is not a test and needs something of a test moves it to tools/.',
			severity: 'error',
			from: { pathNot: '^test/' },
			to: { path: '^test/' },
		},
		{
			name: 'only-its-tests-import-the-demo',
			comment: 'Other tests must not break when the demo tells its story another way.',
			severity: 'error',
			from: { path: '^test/', pathNot: '^test/(unit/demo/|host/demo)' },
			to: { path: '^demo/' },
		},
		{
			name: 'only-its-tests-import-the-benchmark',
			comment: 'Other tests must not break when the benchmark measures otherwise.',
			severity: 'error',
			from: { path: '^test/', pathNot: '^test/unit/bench/' },
			to: { path: '^bench/' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		// Types too: a circle of types is a circle for whoever reads.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.tools.json' },
		enhancedResolveOptions: { extensions: ['.ts', '.cts', '.js', '.cjs', '.mjs', '.json'] },
	},
};
