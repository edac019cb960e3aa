import { stationOf, statusGroups, type StatusGroup } from '../../../nodes/BrightRiver/api/statuses';
import { canEverPass, passes, type StatusFilter } from '../../../nodes/BrightRiver/trigger/filter';

const nothing = { groups: [], statuses: [] };
const filter = (to: Partial<StatusFilter['to']>, from: Partial<StatusFilter['from']> = {}) => ({
	to: { ...nothing, ...to },
	from: { ...nothing, ...from },
});
const change = (
	previousStatus: string | null,
	status: string,
	previousStation = previousStatus,
) => ({ previousStatus, previousStation, status });

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

describe('a stay goes on', () => {
	const groups = Object.keys(statusGroups) as StatusGroup[];
	/** The groups that a job enters on its way, one after another. */
	const entered = (...statuses: string[]) => {
		const known: string[] = [];
		return statuses.flatMap((status) => {
			const previousStation = stationOf(known) ?? null;
			const previousStatus = known.at(-1) ?? null;
			known.push(status);
			return groups.filter(
				(group) =>
					group !== 'delayed' &&
					passes(filter({ groups: [group] }), { previousStatus, previousStation, status }),
			);
		});
	};

	it.each([
		['ZIP first', 'CJ_ZIP_INIT CJ_ZIP_READY CJ_WORK_DONE CJ_CLIENT_REVIEWED CJ_COMPLETED'],
		['ZIP after it is done', 'CJ_WORK_DONE CJ_ZIP_INIT CJ_ZIP_READY CJ_NOTIFY_WORK_DONE'],
		['ZIP at the end', 'CJ_WORK_DONE CJ_CLIENT_REVIEWED CJ_ZIP_INIT CJ_ZIP_READY CJ_COMPLETED'],
		['ZIP between', 'CJ_NOTIFIED_WORK_DN CJ_ZIP_INIT CJ_CLIENT_REVIEWED CJ_COMPLETED'],
		['completed first', 'CJ_COMPLETED CJ_WORK_DONE CJ_ZIP_INIT CJ_CLIENT_REVIEWED'],
		['seen late', 'CJ_CLIENT_REVIEWED CJ_ZIP_READY CJ_COMPLETED2'],
	])('on the way to the results: %s', (_, way) => {
		const statuses = ['CJ_WORK_PROGRESS', ...way.split(' '), 'CJ_FINISHED'];
		const expected = ['inProduction', 'readyToDownload', 'finished'];
		expect(entered(...statuses)).toEqual(expected);
		const paused = statuses.flatMap((status) => [status, 'TIMECAROUSEL']);
		expect(entered(...paused)).toEqual(expected);
	});

	it('but not over a rejection: what is redone is ready again', () => {
		const redone = ['CJ_INIT_REJECT', 'CJ_REJECT_NOTIFY', 'CJ_ACCEPT', 'CJ_ZIP_INIT'];
		expect(entered('CJ_WORK_DONE', ...redone, 'CJ_WORK_DONE')).toEqual([
			'readyToDownload',
			'rejected',
			'inProduction',
			'readyToDownload',
		]);
	});

	it('where photos are rejected and the review ends, nothing is ready anew', () => {
		const way = ['CJ_WORK_DONE', 'CJ_PART_REVIEWED', 'CJ_CLIENT_REVIEWED', 'CJ_FINISHED'];
		expect(entered(...way)).toEqual(['readyToDownload', 'rejected', 'finished']);
	});

	it('and a pause counts each time where pauses are asked for', () => {
		const delayed = filter({ groups: ['delayed'] });
		expect(passes(delayed, change('CJ_WORK_DONE', 'TIMECAROUSEL'))).toBe(true);
		expect(passes(delayed, change('TIMECAROUSEL', 'CJ_WORK_DONE'))).toBe(false);
	});

	it('so that a job comes out of a pause from where it was', () => {
		const out = change('TIMECAROUSEL', 'CJ_WORK_DONE', 'CJ_WORK_PROGRESS');
		expect(passes(filter({}, { groups: ['inProduction'] }), out)).toBe(true);
		expect(passes(filter({}, { statuses: ['CJ_WORK_PROGRESS'] }), out)).toBe(true);
		expect(passes(filter({}, { groups: ['delayed'] }), out)).toBe(true);
		expect(passes(filter({}, { groups: ['payment'] }), out)).toBe(false);
	});
});
