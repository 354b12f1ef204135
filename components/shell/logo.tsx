export function Logo() {
  return (
    <span className="flex items-center gap-2.5 font-semibold text-base tracking-tight">
      <svg aria-hidden viewBox="0 0 32 32" className="size-7">
        <title>cast2md</title>
        <rect width="32" height="32" rx="8" fill="#0f6e69" />
        <g stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
          <path d="M8 13v6M13 9v14" />
          <path d="M18.5 11.5H25M18.5 16H25M18.5 20.5h4" />
        </g>
      </svg>
      cast2md
    </span>
  );
}
