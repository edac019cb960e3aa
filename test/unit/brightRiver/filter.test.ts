import { canEverPass, passes, type StatusFilter } from '../../../nodes/BrightRiver/trigger/filter';

const nothing = { groups: [], statuses: [] };
const filter = (to: Partial<StatusFilter['to']>, from: Partial<StatusFilter['from']> = {}) => ({
	to: { ...nothing, ...to },
	from: { ...nothing, ...from },
});
const change = (previousStatus: string | null, status: string) => ({ previousStatus, status });

it.each<[string, StatusFilter, string | null, string, boolean]>([
	['nothing chosen', filter({}), 'CJ_NEW', 'CJ_REVIEWING', true],
	[
		'a group entered',
		filter({ groups: ['needsAcceptance'] }),
		'CJ_REVIEWED2',
		'CJ_NEED_ACCEPTANCE',
		true,
	],
	[
		'a group entered by a new job',
		filter({ groups: ['needsAcceptance'] }),
		null,
		'CJ_WAIT_ACCEPTANCE',
		true,
	],
	[
		'a step inside the group',
		filter({ groups: ['needsAcceptance'] }),
		'CJ_NEED_ACCEPTANCE',
		'CJ_WAIT_ACCEPTANCE',
		false,
	],
	['another group', filter({ groups: ['failed'] }), 'CJ_NEW', 'CJ_REVIEWING', false],
	[
		'the status',
		filter({ statuses: ['CJ_WAIT_ACCEPTANCE'] }),
		'CJ_NEED_ACCEPTANCE',
		'CJ_WAIT_ACCEPTANCE',
		true,
	],
	[
		'from the group',
		filter({}, { groups: ['inProduction'] }),
		'CJ_WORK_PROGRESS',
		'CJ_ERROR',
		true,
	],
	['from another group', filter({}, { groups: ['inProduction'] }), 'CJ_NEW', 'CJ_ERROR', false],
	['from a status', filter({}, { statuses: ['CJ_NEW'] }), 'CJ_NEW', 'CJ_ERROR', true],
	['from nowhere', filter({}, { statuses: ['CJ_NEW'] }), null, 'CJ_ERROR', false],
	[
		'another status, and none of the group',
		filter({ groups: ['failed'], statuses: ['CJ_ACCEPT'] }),
		'CJ_NEW',
		'CJ_REVIEWING',
		false,
	],
	['another status', filter({ statuses: ['CJ_NEW'] }), 'CJ_REVIEWING', 'CJ_ACCEPT', false],
	[
		'the status, though another group is chosen too',
		filter({ groups: ['failed'], statuses: ['CJ_ACCEPT'] }),
		'CJ_WORK_PROGRESS',
		'CJ_ACCEPT',
		true,
	],
	[
		'from the group, into no chosen one',
		filter({ groups: ['failed'] }, { groups: ['new'] }),
		'CJ_NEW',
		'CJ_ACCEPT',
		false,
	],
	[
		'from an unknown status, for a group',
		filter({}, { groups: ['new'] }),
		'CJ_TOMORROW',
		'CJ_NEW',
		false,
	],
	['an unknown status, for a group', filter({ groups: ['new'] }), 'CJ_NEW', 'CJ_TOMORROW', false],
	['from nowhere, for a group', filter({}, { groups: ['new'] }), null, 'CJ_ERROR', false],
	['a status the document does not know', filter({}), 'CJ_NEW', 'CJ_TOMORROW', true],
])('%s', (_, statusFilter, previousStatus, status, expected) => {
	expect(passes(statusFilter, change(previousStatus, status))).toBe(expected);
});

it.each<[StatusFilter, boolean]>([
	[filter({}), true],
	[filter({ groups: ['failed'] }), true],
	// The vendor may have one that its document does not know yet.
	[filter({ statuses: ['CJ_TOMORROW'] }), true],
	[filter({ statuses: ['CJ_NEW'] }, { statuses: ['CJ_NEW'] }), false],
	[filter({ groups: ['needsAcceptance'] }, { statuses: ['CJ_WAIT_ACCEPTANCE'] }), false],
	[filter({ groups: ['needsAcceptance'] }, { groups: ['needsAcceptance'] }), false],
	[filter({ groups: ['needsAcceptance'] }, { groups: ['needsAcceptance', 'new'] }), true],
	[filter({ statuses: ['CJ_WAIT_ACCEPTANCE2'] }, { groups: ['needsAcceptance'] }), true],
])('knows what can never pass: %j', (statusFilter, expected) => {
	expect(canEverPass(statusFilter)).toBe(expected);
});
