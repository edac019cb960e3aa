import { Milestones } from '../../../demo/milestones';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('says in one sentence how long each thing took', () => {
	const milestones = new Milestones();
	jest.advanceTimersByTime(1_700);
	milestones.reach('board');
	jest.advanceTimersByTime(10_300);
	milestones.reach('first photo');
	jest.advanceTimersByTime(208_000);
	milestones.reach('n8n');
	jest.advanceTimersByTime(80_000);
	milestones.reach('all done');
	expect(String(milestones)).toBe(
		'Board after 2 s, first photo after 12 s, n8n after 3 min 40 s, all done after 5 min.',
	);
});

it('begins with a capital, whatever was first', () => {
	const milestones = new Milestones();
	milestones.reach('first photo');
	expect(String(milestones)).toBe('First photo after 0 s.');
});
